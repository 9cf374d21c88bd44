package controlfreak.process.net;

import controlfreak.model.Check;
import controlfreak.process.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Connects by the JDK's asynchronous channels, on threads of the JDK. Any thread; needs no closing. */
public final class TcpConnector implements Connector {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    /** What is an address, and asks nobody. What only looks like one, such as 999.999.999.999, the JDK takes for a name. */
    private static final Pattern ADDRESS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    @Override
    public Attempt connect(String host, int port, Consumer<Optional<String>> answer) {
        Connecting connecting = new Connecting(port, answer);
        resolved(host).whenComplete(connecting::begin);
        return connecting;
    }

    /** A name is looked up elsewhere, as that may take long, and must not hold up who asks for an address. */
    private static CompletableFuture<List<InetAddress>> resolved(String host) {
        if (host.equals(Check.LOCAL)) {
            return CompletableFuture.completedFuture(List.of(loopback(4), loopback(16)));
        }
        return isAddress(host)
                ? CompletableFuture.supplyAsync(() -> lookUp(host), Runnable::run)
                : CompletableFuture.supplyAsync(() -> lookUp(host));
    }

    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    private static InetAddress loopback(int length) {
        byte[] address = new byte[length];
        address[0] = (byte) (length == 4 ? 127 : 0);
        address[length - 1] = 1;
        try {
            return InetAddress.getByAddress(Check.LOCAL, address);
        } catch (UnknownHostException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    /** One try, over all addresses of a host in turn. Any thread. */
    private static final class Connecting implements Attempt, CompletionHandler<Void, AsynchronousSocketChannel> {
        private final int port;
        private final Consumer<Optional<String>> answer;
        private final Deque<InetAddress> left = new ArrayDeque<>();
        private Optional<AsynchronousSocketChannel> open = Optional.empty();
        private Optional<String> problem = Optional.empty();
        private boolean cancelled;

        Connecting(int port, Consumer<Optional<String>> answer) {
            this.port = port;
            this.answer = answer;
        }

        void begin(List<InetAddress> addresses, Throwable failure) {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                boolean unknown = cause.getCause() instanceof UnknownHostException;
                answer.accept(Optional.of(unknown ? "is on a host that is not known" : "cannot be tried"));
                return;
            }
            left.addAll(addresses);
            next();
        }

        private void next() {
            InetAddress address = left.poll();
            if (address == null) {
                answer.accept(problem);
                return;
            }
            try {
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
                hold(channel);
                channel.connect(new InetSocketAddress(address, port), channel, this);
            } catch (IOException | RuntimeException refused) {
                // No descriptor, an address of a kind that this system lacks, or cancelled meanwhile.
                next("cannot be tried");
            }
        }

        /** What the first address did says more than what the others do. */
        private void next(String did) {
            problem = problem.or(() -> Optional.of(did));
            next();
        }

        private synchronized void hold(AsynchronousSocketChannel channel) throws IOException {
            open = Optional.of(channel);
            if (cancelled) {
                channel.close();
            }
        }

        @Override
        public void completed(Void nothing, AsynchronousSocketChannel channel) {
            boolean own = isItself(channel);
            close(channel);
            if (own) {
                next("is closed");
            } else {
                answer.accept(Optional.empty());
            }
        }

        /** A closed port may be the one that the system chose for this very connection, which then meets itself. */
        private static boolean isItself(AsynchronousSocketChannel channel) {
            try {
                return channel.getLocalAddress().equals(channel.getRemoteAddress());
            } catch (IOException gone) {
                return false;
            }
        }

        @Override
        public void failed(Throwable failure, AsynchronousSocketChannel channel) {
            close(channel);
            next(failure instanceof ConnectException ? "is closed" : "cannot be reached");
        }

        private static void close(AsynchronousSocketChannel channel) {
            try {
                channel.close();
            } catch (IOException gone) {
                // There is nothing left to lose.
                return;
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            open.ifPresent(Connecting::close);
        }
    }
}
