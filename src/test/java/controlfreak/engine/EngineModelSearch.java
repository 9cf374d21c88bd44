package controlfreak.engine;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The same as {@link EngineModelTest} with other scripts each time: to be run by hand, with many tries. */
class EngineModelSearch {
    @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whateverHappensTheEngineHoldsOut(@ForAll(supplier = EngineScripts.class) List<Step> script) {
        EngineScripts.play(script);
    }
}
