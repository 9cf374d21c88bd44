package controlfreak.ui.main.state;

import controlfreak.figures.Group;
import controlfreak.figures.Snapshot;
import controlfreak.figures.WhatIf;
import controlfreak.model.ProxySpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;

/** What another number of instances would take. Any thread. */
final class Estimate {
    private Estimate() {}

    /** {@code 9 workers: about 214 MB with the proxy, 560 MB without}; empty where nothing is known yet. */
    static String of(Workspace workspace, Snapshot snapshot, String service, int instances) {
        return workspace
                .proxyOf(service)
                .map(ProxySpec::name)
                .map(proxy -> snapshot.groups().getOrDefault(proxy, Group.EMPTY))
                .flatMap(group -> WhatIf.of(group.figures(), service, instances))
                .map(estimate -> Texts.text(
                        "figures.estimate",
                        estimate.workers(),
                        MemoryText.of(estimate.shared()),
                        MemoryText.of(estimate.apart())))
                .orElse("");
    }
}
