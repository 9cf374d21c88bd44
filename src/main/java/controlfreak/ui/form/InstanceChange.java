package controlfreak.ui.form;

import controlfreak.model.InstanceTemplate;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an edit does to a service's processes, in words. Any thread. */
final class InstanceChange {
    private InstanceChange() {}

    /** Which processes come and which go; empty where they stay the same. */
    static String inWords(List<ServiceId> before, List<ServiceId> after) {
        List<ServiceId> added = without(after, before);
        List<ServiceId> gone = without(before, after);
        if (gone.isEmpty()) {
            return added.isEmpty() ? "" : Texts.text("form.instances.adds", span(added));
        }
        return added.isEmpty()
                ? Texts.text("form.instances.stops", span(gone))
                : Texts.text("form.instances.replaces", span(gone), span(added));
    }

    /** What else it takes where each has a socket of its own, and a proxy that may run without those of the new ones. */
    static String sockets(ServiceSpec before, int after, Optional<String> proxy) {
        boolean isEachItsOwn = before.allSockets().stream().anyMatch(InstanceTemplate::isIn);
        return isEachItsOwn && after > before.instances()
                ? proxy.map(name -> Texts.text("form.instances.sockets", name)).orElse("")
                : "";
    }

    /** What the processes of a new service go by; empty where there is but one. */
    static String named(List<ServiceId> ids) {
        return ids.size() == 1 ? "" : Texts.text("form.instances.named", span(ids));
    }

    private static List<ServiceId> without(List<ServiceId> ids, List<ServiceId> others) {
        Set<ServiceId> rest = new LinkedHashSet<>(ids);
        others.forEach(rest::remove);
        return new ArrayList<>(rest);
    }

    private static String span(List<ServiceId> ids) {
        String first = ids.get(0).name();
        return ids.size() == 1
                ? first
                : Texts.text(
                        "form.instances.span", first, ids.get(ids.size() - 1).name());
    }
}
