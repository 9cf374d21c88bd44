package controlfreak.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a socket listens. Immutable; any thread. */
public sealed interface SocketPlace {
    /** The address for people, as in {@code 127.0.0.1:8080}. */
    String text();

    /** As the workspace's file has it. */
    String written();

    /** Whether it is another one for each instance, see {@link InstanceTemplate}. */
    boolean isPerInstance();

    /**
     * The place for one instance.
     *
     * @throws IllegalArgumentException where that is no port, with a sentence for people
     */
    SocketPlace forInstance(int instance);

    /** Whether a person means a port, perhaps with an address, and not a path. */
    static boolean isTcp(String text) {
        return text.matches("[0-9]+|.*:[0-9]+|([^/]*:)?[0-9]*\\$\\{[^/]*}");
    }

    /**
     * Reads what a person writes: an address with a port, a port, or a path.
     *
     * @throws IllegalArgumentException where it is none of these, with a sentence for people
     */
    static SocketPlace of(String text) {
        return isTcp(text) ? Tcp.of(text) : new Unix(text, Optional.empty(), Optional.empty());
    }

    /**
     * A TCP port.
     *
     * @param host an address, an IPv6 one without brackets, or {@code localhost}; empty where only a port is given, which
     *     means {@value #LOCAL}
     * @param port its number, or what an instance's number is added to
     * @param isPerInstance whether it is another one for each instance
     */
    record Tcp(String host, int port, boolean isPerInstance) implements SocketPlace {
        private static final String LOCAL = "127.0.0.1";
        private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

        /** Four numbers, {@code localhost}, or what stands in brackets; then a port. */
        private static final Pattern TEXT = Pattern.compile("(?:(" + BYTE + "(?:\\." + BYTE
                + "){3}|localhost)|\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]):([0-9]{1,5}|\\$\\{.*)");

        private static final int MAX_PORT = 65535;

        public Tcp {
            int first = isPerInstance ? port + 1 : port;
            if (first < 1 || first > MAX_PORT) {
                throw new IllegalArgumentException("A port is between 1 and 65535.");
            }
            if (!host.isEmpty() && !TEXT.matcher(text(host, "1")).matches()) {
                throw new IllegalArgumentException(refusal());
            }
        }

        public Tcp(String host, int port) {
            this(host, port, false);
        }

        /**
         * Reads what a person writes: {@code 127.0.0.1:8080}, {@code [::1]:8080}, {@code localhost:8080} or {@code 8080},
         * or a sum in place of the port.
         *
         * @throws IllegalArgumentException where it is none of these, with a sentence for people
         */
        public static Tcp of(String text) {
            if (text.matches("[0-9]{1,9}") || InstanceTemplate.base(text).isPresent()) {
                return of("", text);
            }
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(refusalOf(text));
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            String port = matcher.group(3);
            if (port.startsWith("$") && InstanceTemplate.base(port).isEmpty()) {
                throw new IllegalArgumentException(refusalOf(text));
            }
            return of(host, port);
        }

        private static Tcp of(String host, String port) {
            return InstanceTemplate.base(port)
                    .map(first -> new Tcp(host, first, true))
                    .orElseGet(() -> new Tcp(host, Integer.parseInt(port)));
        }

        @Override
        public Tcp forInstance(int instance) {
            return isPerInstance ? new Tcp(host, port + instance) : this;
        }

        /** The port as it is written. */
        private String number() {
            return isPerInstance ? InstanceTemplate.sum(port) : Integer.toString(port);
        }

        private static String refusalOf(String text) {
            return refusal() + (text.contains("$") ? " A port for each instance is written ${9100+instance}." : "");
        }

        private static String refusal() {
            return "An address with a port is needed here, such as 127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080, or a port alone.";
        }

        /** The address to bind. */
        public String address() {
            return host.isEmpty() || host.equals("localhost") ? LOCAL : host;
        }

        @Override
        public String text() {
            return text(address(), number());
        }

        private static String text(String host, String port) {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public String written() {
            return host.isEmpty() ? number() : text(host, number());
        }
    }

    /**
     * A Unix socket.
     *
     * @param path relative to the workspace's folder
     * @param mode who may connect, as in {@code 0660}; empty: as the panel's umask has it
     * @param owner {@code user} or {@code user:group} that it is given to; empty: the panel's user
     */
    record Unix(String path, Optional<String> mode, Optional<String> owner) implements SocketPlace {
        private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
        private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?");

        public Unix {
            if (path.isBlank()) {
                throw new IllegalArgumentException("A path is needed here.");
            }
            InstanceTemplate.problem(path).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            if (path.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("A file's name cannot hold a NUL character.");
            }
            if (mode.filter(digits -> !MODE.matcher(digits).matches()).isPresent()) {
                throw new IllegalArgumentException("A mode of three digits from 0 to 7 is needed here, such as 0660.");
            }
            if (owner.filter(name -> !OWNER.matcher(name).matches()).isPresent()) {
                throw new IllegalArgumentException(
                        "A user is needed here, or a user and a group as in www-data:www-data.");
            }
        }

        @Override
        public boolean isPerInstance() {
            return InstanceTemplate.isIn(path);
        }

        @Override
        public Unix forInstance(int instance) {
            return new Unix(InstanceTemplate.filledIn(path, instance), mode, owner);
        }

        @Override
        public String text() {
            return path;
        }

        @Override
        public String written() {
            return path;
        }
    }
}
