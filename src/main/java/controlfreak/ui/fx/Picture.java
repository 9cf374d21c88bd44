package controlfreak.ui.fx;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;

/**
 * A picture of a window's contents as a PNG file (ISO/IEC 15948). JavaFX can write pictures only through AWT, which
 * the panel does not load otherwise.
 */
public final class Picture {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int RGB_8_BIT = 0x08_02_00_00;

    private Picture() {}

    /** The scene as it looks now, as the bytes of a PNG file. FX thread only. */
    public static byte[] of(Scene scene) {
        return png(scene.snapshot(null));
    }

    private static byte[] png(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        try {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.writeInt(RGB_8_BIT);
            fields.writeByte(0);

            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(file);
            out.write(SIGNATURE);
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", pixels(image.getPixelReader(), width, height));
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot be written to.", e);
        }
    }

    private static byte[] pixels(PixelReader reader, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            byte[] line = new byte[1 + width * 3];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int colour = reader.getArgb(x, y);
                    line[1 + x * 3] = (byte) (colour >> 16);
                    line[2 + x * 3] = (byte) (colour >> 8);
                    line[3 + x * 3] = (byte) colour;
                }
                deflater.write(line);
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) checksum.getValue());
    }
}
