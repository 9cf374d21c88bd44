package controlfreak.ui.main;

import controlfreak.figures.Sampler;
import controlfreak.figures.Subject;
import java.util.Set;

/** What the main window tells the sampler; narrow, so that a test can stand in for it. Any thread; nothing blocks. */
public interface FiguresDoor {
    /** Says whose figures can be seen. */
    void watch(Set<Subject> visible);

    /** Reads everything now. */
    void sampleNow();

    /** The running panel's sampler. */
    static FiguresDoor of(Sampler sampler) {
        return new FiguresDoor() {
            @Override
            public void watch(Set<Subject> visible) {
                sampler.watch(visible);
            }

            @Override
            public void sampleNow() {
                sampler.sampleNow();
            }
        };
    }
}
