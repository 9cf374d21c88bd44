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

    /** What changes whenever another build is installed. */
    static String identity() {
        return java() + "\t" + System.getProperty("java.vm.vendor") + "\t" + System.getProperty("java.vm.version");
    }

    static String name() {
        return System.getProperty("java.runtime.name").replaceAll(" .*", "") + " " + System.getProperty("java.version");
    }
}
