package controlfreak.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An archive is made once, used by all, and renewed when it does not fit any more; on each kind of JDK that is here. */
class JvmArchiveTest {
    private static final String TRAINED = "made now";
    private static final String REUSED = "made earlier";

    @TempDir
    Path folder;

    private JvmShop shop;

    static Stream<Path> jdks() throws Exception {
        return JvmShop.jdks();
    }

    @BeforeEach
    void compile() throws Exception {
        shop = JvmShop.in(folder);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isMadeOnceAndUsed(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(TRAINED);
            proxy.awaitOutput("-", "training: up");
        }
        assertThat(shop.archiveFiles()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(shop.archives()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(REUSED);
            proxy.startService("s", "-Xlog:class+load:stdout shop.Shop exit 0");
            proxy.awaitStatus("stopped", "s");
            proxy.awaitOutput("s", "shop.Shop source: shared objects file");
            assertThat(proxy.log()).noneMatch(line -> line.contains("training:"));
        }
        assertThat(shop.archiveFiles()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isUsedWithOptionsThatItDependsOn(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk, "--java-option", "--enable-native-access=ALL-UNNAMED")) {
            assertThat(loaded(proxy)).contains(TRAINED);
            proxy.startService("s", "-Xlog:class+load:stdout shop.Shop exit 0");
            proxy.awaitOutput("s", "shop.Shop source: shared objects file");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isRenewedWhenAJarChanges(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk)) {
            proxy.awaitReady();
            shop.pack("second, which is longer");
            proxy.startService("s", "shop.Shop exit 4");
            // What runs meanwhile runs without.
            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(4 << 8);
            proxy.awaitOutput("err", "-", "The class path has changed");
        }
        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(TRAINED);
        }
        assertThat(shop.archiveFiles()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isRenewedWhenItIsBroken(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk)) {
            proxy.awaitReady();
        }
        Path archive = shop.archiveFiles().get(0);
        byte[] bytes = Files.readAllBytes(archive);
        for (int at = bytes.length / 2; at < bytes.length / 2 + 5000; at++) {
            bytes[at] ^= 0x55;
        }
        Files.delete(archive);
        Files.write(archive, bytes);

        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(TRAINED);
        }
        Files.delete(archive);
        Files.writeString(archive, "garbage");
        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(TRAINED);
        }
        try (ProxyProcess proxy = shop.train(jdk)) {
            assertThat(loaded(proxy)).contains(REUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isMadeByOneOfTwoAtOnce(Path jdk) throws Exception {
        try (ProxyProcess one = shop.train(jdk);
                ProxyProcess two = shop.train(jdk)) {
            assertThat(List.of(loaded(one), loaded(two)))
                    .as(() -> one.log() + "\n" + two.log())
                    .satisfiesExactlyInAnyOrder(
                            trained -> assertThat(trained).contains(TRAINED),
                            reused -> assertThat(reused).contains(REUSED));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isDoneWithoutWhereTrainingFails(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk, "--train", "nonsense")) {
            proxy.awaitReady();
            proxy.awaitOutput("err", "-", "training: ");
            proxy.awaitOutput("err", "-", "the application ended by itself, exit 1");
            proxy.startService("s", "shop.Shop exit 4");
            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(4 << 8);
        }
        assertThat(shop.archiveFiles()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isDoneWithoutForFoldersOfClasses(Path jdk) throws Exception {
        try (ProxyProcess proxy =
                shop.run(jdk, true, "--class-path", shop.classes().toString(), "--main", "shop.Shop")) {
            proxy.awaitReady();
            proxy.awaitOutput("err", "-", "make a jar of");
            proxy.startService("s", "shop.Shop exit 4");
            assertThat(proxy.awaitStatus("stopped", "s").exitStatus()).isEqualTo(4 << 8);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void exercisesTheApplication(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.train(jdk, "--train-exercise", "echo a request; env")) {
            assertThat(loaded(proxy)).contains(TRAINED);
            proxy.awaitOutput("-", "training: a request");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void trainingEndsWithTheProxy(Path jdk) throws Exception {
        try (ProxyProcess proxy = shop.run(
                jdk,
                true,
                "--class-path",
                shop.jar().toString(),
                "--main",
                "shop.Shop",
                "--train",
                "stubborn",
                "--train-seconds",
                "60")) {
            proxy.awaitOutput("-", "training: up");
            proxy.closeCommands();

            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.statuses("ready")).isEmpty();
            await().until(() -> ProcessHandle.allProcesses()
                    .noneMatch(process -> process.info()
                            .commandLine()
                            .filter(line -> line.contains(folder.toString()))
                            .isPresent()));
        }
    }

    private static String loaded(ProxyProcess proxy) {
        return proxy.awaitStatus("ready", null).json().path("preloaded").toString();
    }
}
