package controlfreak.jvmproxy;

import java.nio.file.Path;

/** The JDK that runs this proxy and therefore the children, too. */
final class Jdk {
    private Jdk() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int version() {
        return Runtime.version().feature();
    }

    /** Whether its JVM knows the flag for it: one that does not would not start. */
    static boolean trimsNativeHeap() {
        return trimsNativeHeap(Runtime.version());
    }

    static boolean trimsNativeHeap(Runtime.Version version) {
        return switch (version.feature()) {
            case 17 -> version.update() >= 11;
            case 21 -> version.update() >= 3;
            default -> version.feature() > 21;
        };
    }

    /** What changes whenever another build is installed. */
    static String identity() {
        return java() + "\t" + System.getProperty("java.vm.vendor") + "\t" + System.getProperty("java.vm.version");
    }

    static String name() {
        return System.getProperty("java.runtime.name").replaceAll(" .*", "") + " " + System.getProperty("java.version");
    }
}
