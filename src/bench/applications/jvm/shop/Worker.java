package shop;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says that it is up, and serves as much as it is let: a stage begins when its file appears in the folder of gates. In
 * a training run it serves what a warm-up serves in the other languages.
 */
public final class Worker {
    private static final int WARM = 300;

    private Worker() {}

    public static void main(String[] arguments) throws Exception {
        Shop shop = new Shop(System.getenv("SHOP_DB"));
        if (System.getenv("CONTROL_FREAK_TRAINING") != null) {
            for (int served = 0; served < WARM; served++) {
                shop.serve(served);
            }
            System.out.println("warm");
            return;
        }
        System.out.println("done 0");
        int served = 0;
        for (String stage : System.getenv("STAGES").split(" ")) {
            while (!Files.exists(Path.of(System.getenv("GATES"), stage))) {
                Thread.sleep(50);
            }
            while (served < Integer.parseInt(stage)) {
                shop.serve(++served);
            }
            System.gc();
            System.out.println("done " + stage);
        }
    }
}
