package controlfreak.proxies;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A small JVM application in a jar, and the proxy for it, with a cache of the test's own. */
final class JvmShop {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private final Path folder;
    private final Path jar;

    private JvmShop(Path folder) {
        this.folder = folder;
        jar = folder.resolve("shop.jar");
    }

    static JvmShop in(Path folder) throws IOException {
        JvmShop shop = new JvmShop(folder);
        shop.compile();
        shop.pack("first");
        return shop;
    }

    /** The JDK of the tests, and each newer kind that is installed. */
    static Stream<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.of(own);
        }
        try (Stream<Path> all = Files.list(INSTALLED)) {
            List<Path> newer = all.filter(jdk -> version(jdk) >= 25
                            && version(jdk) != Runtime.version().feature())
                    .limit(1)
                    .toList();
            return Stream.concat(Stream.of(own), newer.stream());
        }
    }

    private static int version(Path jdk) {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException none) {
            return 0;
        }
    }

    Path jar() {
        return jar;
    }

    Path classes() {
        return folder.resolve("classes");
    }

    Path archives() {
        return folder.resolve("cache/controlfreak/jvm");
    }

    List<Path> archiveFiles() throws IOException {
        try (Stream<Path> files = Files.list(archives())) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .toList();
        }
    }

    /** Packs it once more, with a note that makes it another jar. */
    void pack(String note) throws IOException {
        Files.deleteIfExists(jar);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (String name : List.of("shop/Shop.class")) {
                entries.putNextEntry(new JarEntry(name));
                Files.copy(classes().resolve(name), entries);
            }
            entries.putNextEntry(new JarEntry("note"));
            entries.write(note.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void compile() {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-d",
                        classes().toString(),
                        ProxyProcess.scripts().resolve("jvm/Shop.java").toString());
        if (result != 0) {
            throw new IllegalStateException("The sample application does not compile");
        }
    }

    /** A proxy that trains. */
    ProxyProcess train(Path jdk, String... more) throws IOException {
        List<String> options = new ArrayList<>(
                List.of("--class-path", jar.toString(), "--main", "shop.Shop", "--train-until", "^up$"));
        options.addAll(Arrays.asList(more));
        return run(jdk, true, options.toArray(String[]::new));
    }

    /** A proxy that is ready at once. */
    ProxyProcess lean() throws IOException {
        return lean(builder -> {});
    }

    ProxyProcess lean(Consumer<ProcessBuilder> settings) throws IOException {
        return run(
                Path.of(System.getProperty("java.home")),
                settings,
                true,
                "--class-path",
                jar.toString(),
                "--main",
                "shop.Shop",
                "--no-train");
    }

    ProxyProcess run(Path jdk, boolean readLog, String... options) throws IOException {
        return run(jdk, builder -> {}, readLog, options);
    }

    private ProxyProcess run(Path jdk, Consumer<ProcessBuilder> settings, boolean readLog, String... options)
            throws IOException {
        return ProxyProcess.start(
                program(),
                builder -> {
                    settings.accept(builder);
                    builder.environment().put("JAVA_HOME", jdk.toString());
                    builder.environment()
                            .put("XDG_CACHE_HOME", folder.resolve("cache").toString());
                    builder.environment().put("UNWANTED", "x");
                },
                readLog,
                options);
    }

    static Path program() {
        return Language.PYTHON.program().resolveSibling("cfk-share-mem-proxy-jvm");
    }
}
