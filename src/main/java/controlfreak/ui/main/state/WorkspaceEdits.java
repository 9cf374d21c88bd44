package controlfreak.ui.main.state;

import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.workspace.Copies;
import controlfreak.ui.workspace.FreeNames;
import controlfreak.workspace.Asks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Edits of the workspace that need no form: remove and duplicate. FX thread only. */
final class WorkspaceEdits {
    private final Document document;
    private final Dialogs dialogs;
    private final Supplier<Asks> asks;

    WorkspaceEdits(Document document, Dialogs dialogs, Supplier<Asks> asks) {
        this.document = document;
        this.dialogs = dialogs;
        this.asks = asks;
    }

    /** Why the rows cannot be removed or duplicated; empty where they can. */
    static Optional<String> problem(Collection<RowKey> selected) {
        if (selected.isEmpty()) {
            return Optional.of(Texts.text("main.fit.nothing"));
        }
        if (selected.stream().anyMatch(RowKey.OfTag.class::isInstance)) {
            return Optional.of(Texts.text("main.fit.tag"));
        }
        return selected.stream()
                .filter(WorkspaceEdits::isOneOfSeveral)
                .findFirst()
                .map(key -> Texts.text("main.fit.instance", key.display()));
    }

    private static boolean isOneOfSeveral(RowKey key) {
        return key instanceof RowKey.OfProcess process && process.id().instance() > 0;
    }

    /** Removes what is selected, after asking where that is wished. */
    void remove(Collection<RowKey> selected) {
        String what = reach(selected);
        if (!asks.get().remove() || isAgreed(what, selected)) {
            document.edit(Texts.text("main.edit.remove", what), workspace -> without(workspace, selected));
        }
    }

    private boolean isAgreed(String what, Collection<RowKey> selected) {
        String names = selected.stream().map(RowKey::display).collect(Collectors.joining(", "));
        int choice = dialogs.ask(
                Texts.text("main.remove.title", what),
                Texts.text("main.remove.text", names),
                List.of(Texts.text("main.remove.act", what), Texts.text("main.ask.cancel")),
                0);
        return choice == 0;
    }

    private static String reach(Collection<RowKey> selected) {
        return selected.size() == 1
                ? selected.iterator().next().display()
                : Texts.text("main.reach.rows", Integer.toString(selected.size()));
    }

    private static Workspace without(Workspace workspace, Collection<RowKey> selected) {
        Workspace rest = workspace;
        for (RowKey key : selected) {
            rest = key instanceof RowKey.OfProxy
                    ? rest.withoutProxy(key.display())
                    : rest.withoutService(key.display());
        }
        return rest;
    }

    /** Adds a copy of each selected proxy and service under a name that is free. */
    void duplicate(Collection<RowKey> selected) {
        document.edit(Texts.text("main.edit.duplicate", reach(selected)), workspace -> {
            Workspace more = workspace;
            for (RowKey key : selected) {
                more = key instanceof RowKey.OfProxy
                        ? withProxyCopied(more, key.display())
                        : withServiceCopied(more, key.display());
            }
            return more;
        });
    }

    private static Workspace withServiceCopied(Workspace workspace, String name) {
        ServiceSpec original = workspace.service(name).orElseThrow();
        return workspace.withService(
                workspace.proxyOf(name).map(ProxySpec::name),
                original.withName(FreeNames.forService(workspace, original)));
    }

    private static Workspace withProxyCopied(Workspace workspace, String name) {
        ProxySpec original = workspace.proxy(name).orElseThrow();
        String copy = FreeNames.forProxy(workspace, name);
        Workspace more = workspace.withProxy(original.with(draft -> {
            draft.name = copy;
            draft.services = List.of();
        }));
        return Copies.ofServices(more, original, copy);
    }
}
