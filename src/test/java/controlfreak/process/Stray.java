package controlfreak.process;

import controlfreak.process.libc.LibC;
import java.util.ArrayList;
import java.util.List;

/** Descriptors of this process without a close-on-exec flag, as libraries open them. */
public record Stray(List<Integer> descriptors) implements AutoCloseable {
    /** A Perl program that prints the numbers of its open descriptors, but that of the folder it reads them from. */
    public static final String LIST = "opendir D, '/proc/self/fd'; my $own = fileno(D);"
            + " print join ' ', sort { $a <=> $b } grep { /\\d/ && $_ != $own } readdir D";

    private static final int F_DUPFD = 0;

    public static Stray open(int... atLeast) {
        List<Integer> opened = new ArrayList<>();
        for (int number : atLeast) {
            opened.add(LibC.C.fcntl(0, F_DUPFD, number));
        }
        return new Stray(opened);
    }

    @Override
    public void close() {
        descriptors.forEach(LibC.C::close);
    }
}
