package controlfreak.programs;

import controlfreak.programs.Program.Drops;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of other people, each with a command that its manual would give, and what it needs in its folder. */
final class Programs {
    private static final int FILE = 160_000;

    private final Path folder;
    private final int keys;

    /** @param keys how many keys Redis is to save */
    Programs(Path folder, int keys) {
        this.folder = folder;
        this.keys = keys;
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that can be tried. */
    Stream<Program> all() throws IOException {
        return Stream.of(
                redis(),
                nginx(),
                postgres(),
                memcached(),
                gunicorn(),
                uvicorn(),
                puma(),
                unicorn(),
                starman(),
                celery(),
                node(),
                npm(),
                php(),
                files(),
                supervisor());
    }

    Program redis() throws IOException {
        int port = freePort();
        return new Program(
                "redis", "redis-server --port " + port, "Redis", prepared("redis"), new Work.Keys(port, keys));
    }

    Program nginx() throws IOException {
        int port = freePort();
        Path own = prepared("nginx", "nginx.conf");
        Path settings = own.resolve("nginx.conf");
        Files.writeString(settings, Files.readString(settings).replace("PORT", Integer.toString(port)));
        Files.write(own.resolve("slow"), new byte[FILE]);
        return new Program(
                        "nginx",
                        "nginx -p . -c nginx.conf -e stderr -g 'daemon off;'",
                        "nginx",
                        own,
                        new Work.Download(port, FILE))
                .drops(Drops.ON_TERM);
    }

    Program postgres() throws IOException {
        int port = freePort();
        return new Program(
                        "postgres",
                        "postgres -D data -k '' -p " + port,
                        "PostgreSQL",
                        prepared("postgres"),
                        new Work.Rows(port))
                .before("initdb -D data -A trust -U postgres >initdb.log")
                .as("postgres");
    }

    Program memcached() throws IOException {
        int port = freePort();
        return new Program(
                "memcached",
                "memcached -u nobody -vv -l 127.0.0.1 -p " + port,
                "memcached",
                prepared("memcached"),
                new Work.Port(port));
    }

    Program gunicorn() throws IOException {
        return web("gunicorn", "Gunicorn", "gunicorn --bind 127.0.0.1:PORT app:wsgi", "app.py");
    }

    Program uvicorn() throws IOException {
        return web("uvicorn", "Uvicorn", "uvicorn --port PORT app:asgi", "app.py");
    }

    Program puma() throws IOException {
        return web("puma", "Puma", "puma --bind tcp://127.0.0.1:PORT", "config.ru");
    }

    Program unicorn() throws IOException {
        return web("unicorn", "Unicorn", "unicorn --listen 127.0.0.1:PORT", "config.ru")
                .drops(Drops.ON_TERM);
    }

    Program starman() throws IOException {
        return web("starman", "Starman", "starman --workers 2 --listen 127.0.0.1:PORT app.psgi", "app.psgi")
                .drops(Drops.ON_TERM);
    }

    Program node() throws IOException {
        return web("node", "Node program", "PORT=PORT node server.js", "server.js");
    }

    Program npm() throws IOException {
        Program npm = web("npm", "Node program", "PORT=PORT npm start", "server.js");
        Files.writeString(npm.folder().resolve("package.json"), "{ \"scripts\": { \"start\": \"node server.js\" } }\n");
        return npm;
    }

    Program php() throws IOException {
        return web("php", "PHP's own server", "php -S 127.0.0.1:PORT", "index.php")
                .drops(Drops.ALWAYS);
    }

    Program files() throws IOException {
        int port = freePort();
        return new Program(
                "http.server",
                "python3 -u -m http.server " + port + " --bind 127.0.0.1",
                "Static files",
                prepared("files"),
                new Work.Port(port));
    }

    Program celery() throws IOException {
        Path own = prepared("celery", "tasks.py");
        return new Program(
                "celery",
                "celery -A tasks worker -c 1",
                "Celery worker",
                own,
                new Work.Commands(own, List.of("celery", "-A", "tasks", "call", "tasks.slow")));
    }

    Program supervisor() throws IOException {
        return new Program(
                "supervisord",
                "supervisord -n -c supervisord.conf",
                "Supervisor",
                prepared("supervisord", "supervisord.conf"),
                new Work.Nothing());
    }

    private Program web(String name, String preset, String command, String file) throws IOException {
        int port = freePort();
        Path own = prepared(name, file);
        return new Program(
                name, command.replaceFirst("PORT(?!=)", Integer.toString(port)), preset, own, new Work.Web(port, own));
    }

    private Path prepared(String name, String... files) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        for (String file : files) {
            Files.copy(
                    Path.of(System.getProperty("basedir", "."), "src/test/resources/programs", file),
                    own.resolve(file));
        }
        return own;
    }
}
