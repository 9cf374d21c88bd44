package controlfreak.testing;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.testfx.util.WaitForAsyncUtils;

/** What a test asks of a window is asked on the thread that owns it. Any thread may call it, but for what waits. */
public final class Fx {
    /** Before the second a window is laid out, and before the third what that has changed. */
    private static final int FRAMES = 3;

    private Fx() {}

    /** An action that may throw. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** The answer of the FX thread. */
    public static <T> T fx(Callable<T> question) {
        if (Platform.isFxApplicationThread()) {
            try {
                return question.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return WaitForAsyncUtils.waitForAsyncFx(Patience.PATIENCE.toMillis(), question);
    }

    /** Does something on the FX thread, and comes back when it is done. */
    public static void onFx(Action action) {
        fx(() -> {
            action.run();
            return null;
        });
    }

    /** Waits until something is so, and until the windows show it. */
    public static void awaitFx(Callable<Boolean> condition) {
        await().until(() -> fx(condition));
        settle();
    }

    /** Waits until all that has been asked of the FX thread is done, and the windows are laid out. */
    public static void settle() {
        CountDownLatch frames = new CountDownLatch(FRAMES);
        AnimationTimer timer = fx(() -> {
            AnimationTimer counting = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frames.countDown();
                }
            };
            counting.start();
            return counting;
        });
        await("the windows to be laid out").until(() -> frames.getCount() == 0);
        onFx(timer::stop);
    }
}
