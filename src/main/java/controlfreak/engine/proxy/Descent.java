package controlfreak.engine.proxy;

import controlfreak.engine.service.ServiceRun;
import controlfreak.process.ProcessIdentity;
import controlfreak.process.ProcessTable;
import controlfreak.process.ProcessTable.Facts;
import java.util.Optional;

/** What the process table says of a proxy's children. Immutable; any thread. */
record Descent(ProcessIdentity proxy, ProcessTable table) {
    /** How far up a proxy is looked for: the process that we started, a shell's child, its template, that one's child. */
    private static final int GENERATIONS = 4;

    /**
     * The proxy may run below a shell, so it is known by its group, which the process that we started leads; and it may
     * fork from a template, which is its child.
     */
    boolean isChild(Facts facts) {
        Optional<Facts> ancestor = table.facts(facts.parent());
        for (int i = 0; i < GENERATIONS && ancestor.isPresent(); i++) {
            if (ancestor.get().group() == proxy.pid()) {
                return true;
            }
            ancestor = table.facts(ancestor.get().parent());
        }
        return facts.parent() == proxy.pid();
    }

    boolean leadsItsGroup(ServiceRun run) {
        return run.identity()
                .flatMap(process -> table.facts(process.pid()))
                .filter(facts -> facts.group() == facts.identity().pid())
                .isPresent();
    }
}
