package controlfreak.figures;

import controlfreak.figures.GroupFigures.Fork;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.model.ServiceId;
import controlfreak.model.status.MemorySample;
import java.util.OptionalLong;

/** Memory samples in megabytes, to reckon with by hand. */
final class Samples {
    private static final int MB = 1 << 20;

    private Samples() {}

    static long mb(long number) {
        return number * MB;
    }

    /**
     * A process that has no pages of files.
     *
     * @param anonymous all of its memory
     * @param pss its share of it
     * @param own what nobody else has
     */
    static MemorySample sample(long anonymous, long pss, long own) {
        return new MemorySample(
                mb(anonymous), mb(pss), mb(anonymous), OptionalLong.of(mb(pss)), 0, mb(own), mb(anonymous - own));
    }

    static Worker worker(int instance, MemorySample memory, long atFork) {
        return new Worker(new ServiceId("web", instance), memory, Fork.of(memory, mb(atFork)));
    }
}
