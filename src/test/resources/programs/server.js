// A web server that takes its time, and finishes what it answers when it is asked to end.
const fs = require("fs");
const http = require("http");

const server = http.createServer((request, response) => {
  const isSlow = request.url === "/slow";
  if (isSlow) {
    fs.writeFileSync("begun", "");
  }
  setTimeout(() => response.end("whole"), isSlow ? 3000 : 0);
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => server.close(() => process.exit(0)));
}
