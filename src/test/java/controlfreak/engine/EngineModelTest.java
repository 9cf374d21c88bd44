package controlfreak.engine;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens, and in whatever order, an engine does what it must and comes to rest: the same scripts each time. */
class EngineModelTest {
    @Property(seed = "20261128", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whateverHappensTheEngineHoldsOut(@ForAll(supplier = EngineScripts.class) List<Step> script) {
        EngineScripts.play(script);
    }
}
