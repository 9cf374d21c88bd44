package controlfreak;

/** Which panel it is, and what it runs on. Any thread. */
final class Version {
    private Version() {}

    /** One line for people; a panel that was not packed has no version. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "Control Freak " + (version == null ? "of no version" : version) + ", Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }
}
