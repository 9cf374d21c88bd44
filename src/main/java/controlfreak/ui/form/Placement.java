package controlfreak.ui.form;

import controlfreak.model.Dependency;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Where a service that a form is about stands in its workspace, and whether that would take it. FX thread only. */
final class Placement {
    private final Supplier<Workspace> workspace;
    private final ServiceFormViewModel.Subject subject;
    private final ObjectProperty<Optional<String>> proxy;

    /** @param workspace the one of now */
    Placement(Supplier<Workspace> workspace, ServiceFormViewModel.Subject subject) {
        this.workspace = workspace;
        this.subject = subject;
        proxy = new SimpleObjectProperty<>(subject.proxy());
    }

    /** Below which proxy it stands. */
    ObjectProperty<Optional<String>> proxyProperty() {
        return proxy;
    }

    boolean changed() {
        return !proxy.get().equals(subject.proxy());
    }

    /** What the proxy can be: none, or one of the workspace's. */
    List<Optional<String>> proxies() {
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        workspace.get().proxies().stream().map(ProxySpec::name).map(Optional::of))
                .toList();
    }

    /** The workspace without it as it is now. */
    Workspace others() {
        return subject.purpose() == Purpose.EDIT
                ? workspace.get().withoutService(subject.base().name())
                : workspace.get();
    }

    /** Names that it could be started after, of services and proxies. */
    Stream<String> neighbours() {
        return Stream.concat(
                        workspace.get().allServices().stream().map(ServiceSpec::name),
                        workspace.get().proxies().stream().map(ProxySpec::name))
                .distinct();
    }

    /**
     * A workspace with the service in its place.
     *
     * @throws IllegalArgumentException where it cannot stand there
     */
    Workspace placed(Workspace before, ServiceSpec service) {
        if (subject.purpose() != Purpose.EDIT) {
            return before.withService(proxy.get(), service);
        }
        String old = subject.base().name();
        boolean moves = !before.proxyOf(old).map(ProxySpec::name).equals(proxy.get());
        return moves ? before.withServiceMoved(old, proxy.get(), service) : before.withServiceReplaced(old, service);
    }

    /** Why the workspace would not take it with these, in a sentence. */
    Optional<String> refusal(ServiceSpec service, List<Dependency> dependencies) {
        try {
            placed(workspace.get(), service.withDependsOn(dependencies));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
