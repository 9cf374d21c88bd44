package controlfreak.jvmproxy;

import java.nio.file.Path;
import java.util.List;

/** The forms in which a JVM keeps loaded classes for the next one. */
enum ArchiveKind {
    /** A class archive on top of the JDK's own: JDK 17 and newer; the smallest. */
    CDS(
            "jsa",
            "-XX:ArchiveClassesAtExit=",
            "-XX:SharedArchiveFile=",
            List.of("-Xshare:on", "-XX:+UnlockDiagnosticVMOptions", "-XX:+VerifySharedSpaces")),

    /** Classes linked in advance: JDK 25 and newer; starts faster and takes a little more memory. */
    AOT(
            "aot",
            "-XX:AOTCacheOutput=",
            "-XX:AOTCache=",
            List.of("-XX:AOTMode=on", "-XX:+UnlockDiagnosticVMOptions", "-XX:+VerifySharedSpaces"));

    private static final int FIRST_WITH_AOT = 25;

    private final String extension;
    private final String make;
    private final String use;
    private final List<String> insist;

    ArchiveKind(String extension, String make, String use, List<String> insist) {
        this.extension = extension;
        this.make = make;
        this.use = use;
        this.insist = insist;
    }

    static ArchiveKind bestFor(int version) {
        return version >= FIRST_WITH_AOT ? AOT : CDS;
    }

    String extension() {
        return extension;
    }

    String making(Path file) {
        return make + file;
    }

    String using(Path file) {
        return use + file;
    }

    /** Flags with which a JVM does not start unless the archive fits it and is whole. */
    List<String> insisting() {
        return insist;
    }
}
