package controlfreak.ui.main.state;

import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.status.ServiceStatus;
import controlfreak.ui.fx.StatusFeed;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.rows.Rows;
import controlfreak.ui.main.rows.ServiceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes how many instances a service has while it runs. Where others of it run, new ones are started as soon as the
 * engine has told of them, since an edit reaches the engine on its own thread. FX thread only.
 */
final class LiveScaling {
    private final Document document;
    private final Rows rows;
    private final Consumer<Collection<RowKey>> start;
    private final Set<ServiceId> awaited = new HashSet<>();

    LiveScaling(Document document, Rows rows, Consumer<Collection<RowKey>> start) {
        this.document = document;
        this.rows = rows;
        this.start = start;
    }

    /** The one service that some selected rows belong to; empty where it is none or several. */
    Optional<ServiceSpec> serviceOf(Collection<RowKey> selected) {
        List<Optional<String>> names =
                selected.stream().map(RowKey::service).distinct().toList();
        return names.size() == 1
                ? names.get(0).flatMap(document.workspaceProperty().get()::service)
                : Optional.empty();
    }

    void scale(String service, int instances) {
        ServiceSpec before = document.workspaceProperty().get().service(service).orElseThrow();
        if (before.instances() == instances) {
            return;
        }
        ServiceSpec after = before.withInstances(instances);
        if (runs(before)) {
            awaited.addAll(after.ids());
            before.ids().forEach(awaited::remove);
        }
        document.edit(
                Texts.text("main.edit.scale", service, Integer.toString(instances)),
                workspace -> workspace.withServiceReplaced(service, after));
    }

    /** Whether a process of it is up. */
    boolean runs(ServiceSpec service) {
        return service.ids().stream().anyMatch(this::isUp);
    }

    private boolean isUp(ServiceId id) {
        return rows.find(new RowKey.OfProcess(id))
                .map(row -> ((ServiceRow) row).state().isUp())
                .orElse(false);
    }

    /** Starts those of the new instances that the engine has told of. */
    void take(StatusFeed.Batch batch) {
        List<RowKey> arrived = new ArrayList<>();
        batch.services().forEach((id, status) -> {
            if (status.isPresent() && awaited.remove(id) && isIdle(status.get())) {
                arrived.add(new RowKey.OfProcess(id));
            }
        });
        if (!arrived.isEmpty()) {
            start.accept(arrived);
        }
    }

    private static boolean isIdle(ServiceStatus status) {
        return !status.state().isUp();
    }
}
