package controlfreak.process.net;

import com.sun.jna.Memory;
import controlfreak.process.libc.Abi;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The structures that bind(2) takes. Any thread. */
final class SocketAddresses {
    private static final int IP4_SIZE = 16;
    private static final int IP6_SIZE = 28;
    private static final int IP6_ADDRESS = 8;

    private SocketAddresses() {}

    /** sockaddr_un: its length on macOS, its kind, then the path, ended by NUL. */
    static Memory unix(byte[] path) {
        Memory structure = ofKind(2L + path.length, Abi.AF_UNIX);
        structure.write(2, path, 0, path.length);
        return structure;
    }

    /** sockaddr_in or sockaddr_in6: the kind, the port and the address, these two with the highest byte first. */
    static Memory tcp(InetAddress address, int port) {
        boolean isSix = address instanceof Inet6Address;
        Memory structure = ofKind(isSix ? IP6_SIZE : IP4_SIZE, family(address));
        structure.setByte(2, (byte) (port >> Byte.SIZE));
        structure.setByte(3, (byte) port);
        byte[] bytes = address.getAddress();
        structure.write(isSix ? IP6_ADDRESS : 4, bytes, 0, bytes.length);
        return structure;
    }

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? Abi.AF_INET6 : Abi.AF_INET;
    }

    private static Memory ofKind(long size, int kind) {
        Memory structure = new Memory(size);
        structure.clear();
        if (Abi.MAC) {
            structure.setByte(0, (byte) size);
            structure.setByte(1, (byte) kind);
        } else {
            structure.setShort(0, (short) kind);
        }
        return structure;
    }
}
