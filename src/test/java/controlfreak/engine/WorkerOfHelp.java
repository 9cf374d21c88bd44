package controlfreak.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The smallest worker on a socket, as the help of each proxy shows it. */
final class WorkerOfHelp {
    private WorkerOfHelp() {}

    static String of(String proxy) throws IOException {
        Path program = Path.of(System.getProperty("proxies.folder"), proxy);
        Process help = new ProcessBuilder(program.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String from = text.substring(text.indexOf("a worker on a socket"));
        String shown = from.substring(from.indexOf('\n') + 1);
        int end = proxy.endsWith("-jvm") ? shown.indexOf("\n  }\n") + 5 : shown.indexOf("\n\nhow ");
        return shown.substring(0, end).stripIndent() + "\n";
    }

    /** Leaves the worker for JVMs as {@code site.jar} in a folder. */
    static void packJvm(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Site.java"), of("cfk-share-mem-proxy-jvm"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString());
        Process jar = new ProcessBuilder("jar", "--create", "--file", "site.jar", "Site.class")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (result != 0 || jar.waitFor() != 0) {
            throw new IOException("The worker of the help makes no jar");
        }
    }
}
