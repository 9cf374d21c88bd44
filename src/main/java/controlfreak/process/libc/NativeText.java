package controlfreak.process.libc;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Text as the system takes it: bytes with a NUL at their end. Any thread. */
public final class NativeText {
    private static final Charset SYSTEM = system();

    private NativeText() {}

    /**
     * The bytes of a text and a NUL. Where the system's charset cannot express it (the C locale knows ASCII only) it is
     * UTF-8, so that a workspace means the same on each machine.
     */
    public static byte[] bytes(String text) {
        Charset charset = SYSTEM.newEncoder().canEncode(text) ? SYSTEM : StandardCharsets.UTF_8;
        byte[] bytes = text.getBytes(charset);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** An array of pointers to texts that a null pointer ends, as for argv; the texts are in the same memory. */
    public static Memory array(List<byte[]> texts) {
        long pointers = (texts.size() + 1L) * Long.BYTES;
        Memory memory = new Memory(
                pointers + texts.stream().mapToLong(text -> text.length).sum());
        long at = pointers;
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            memory.write(at, text, 0, text.length);
            memory.setLong((long) i * Long.BYTES, Pointer.nativeValue(memory) + at);
            at += text.length;
        }
        memory.setLong((long) texts.size() * Long.BYTES, 0);
        return memory;
    }

    private static Charset system() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
