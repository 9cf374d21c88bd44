package controlfreak.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that an operator wishes to run: proxies with their services, services without a proxy, and the variables that
 * reach them all. Immutable; any thread.
 *
 * @param envFiles files of variables, which are weaker than {@code env}, the later ones stronger
 * @param sockets what services are given to listen on
 * @param services the services without a proxy
 * @param extra what the workspace file says beyond this, kept to be written back (JSON as maps, lists and scalars)
 */
public record Workspace(
        Environment env,
        List<EnvironmentFile> envFiles,
        List<SocketSpec> sockets,
        List<ProxySpec> proxies,
        List<ServiceSpec> services,
        Map<String, Object> extra) {
    public static final Workspace EMPTY = new Workspace(Environment.EMPTY, List.of(), List.of(), Map.of());

    /**
     * @throws IllegalArgumentException where two proxies, two sockets or two processes would go by the same name, or a
     *     service is to be started after what is not there, or after itself, or given a socket that is not there
     */
    public Workspace {
        envFiles = List.copyOf(envFiles);
        sockets = List.copyOf(sockets);
        proxies = List.copyOf(proxies);
        services = List.copyOf(services);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        clash(proxies, services).ifPresent(clash -> {
            throw new IllegalArgumentException(clash.problem());
        });
        Dependencies.knot(proxies, services).ifPresent(knot -> {
            throw new IllegalArgumentException(knot.problem());
        });
        SocketNames.lack(sockets, proxies, services).ifPresent(lack -> {
            throw new IllegalArgumentException(lack.problem());
        });
    }

    /** A workspace without sockets and files of variables. */
    public Workspace(Environment env, List<ProxySpec> proxies, List<ServiceSpec> services, Map<String, Object> extra) {
        this(env, List.of(), List.of(), proxies, services, extra);
    }

    /** So many processes all services together may have: the panel would not stay small and quick with more. */
    public static final int MAX_PROCESSES = 10_000;

    /**
     * What cannot be beside the rest: a name that is taken already, or one process too many.
     *
     * @param isProxy whether a proxy has it (else a service)
     * @param index the place of the second one: among the proxies, or among all services, those below proxies first
     * @param problem a sentence for people
     */
    public record Clash(boolean isProxy, int index, String problem) {}

    /**
     * Finds the first proxy or service whose name, or whose process's name, is taken already, or whose processes are too
     * many.
     */
    public static Optional<Clash> clash(List<ProxySpec> proxies, List<ServiceSpec> services) {
        Set<String> proxyNames = new HashSet<>();
        for (int i = 0; i < proxies.size(); i++) {
            String name = proxies.get(i).name();
            if (!proxyNames.add(name)) {
                return Optional.of(new Clash(true, i, "There are two proxies named \"" + name + "\"."));
            }
        }
        Set<String> serviceNames = new HashSet<>();
        Set<String> processNames = new HashSet<>();
        List<ServiceSpec> all = allServices(proxies, services).toList();
        int processes = 0;
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i).name();
            processes += all.get(i).instances();
            if (processes > MAX_PROCESSES) {
                return Optional.of(new Clash(
                        false,
                        i,
                        "With \"" + name + "\" there would be more than " + MAX_PROCESSES + " processes in all."));
            }
            if (!serviceNames.add(name)) {
                return Optional.of(new Clash(false, i, "There are two services named \"" + name + "\"."));
            }
            for (ServiceId id : all.get(i).ids()) {
                if (!processNames.add(id.name())) {
                    return Optional.of(
                            new Clash(false, i, "Two services would run a process named \"" + id.name() + "\"."));
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<ServiceSpec> allServices(List<ProxySpec> proxies, List<ServiceSpec> services) {
        return Stream.concat(proxies.stream().flatMap(proxy -> proxy.services().stream()), services.stream());
    }

    /** Every service, those below proxies first, in the order of the file. */
    public List<ServiceSpec> allServices() {
        return allServices(proxies, services).toList();
    }

    public Optional<ProxySpec> proxy(String name) {
        return proxies.stream().filter(proxy -> proxy.name().equals(name)).findFirst();
    }

    public Optional<ServiceSpec> service(String name) {
        return allServices(proxies, services)
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    /** The proxy that a service stands below; empty where it runs by itself or is not known. */
    public Optional<ProxySpec> proxyOf(String service) {
        return proxies.stream()
                .filter(proxy ->
                        proxy.services().stream().anyMatch(spec -> spec.name().equals(service)))
                .findFirst();
    }

    public Workspace withEnv(Environment newEnv) {
        return new Workspace(newEnv, envFiles, sockets, proxies, services, extra);
    }

    public Optional<SocketSpec> socket(String name) {
        return sockets.stream().filter(socket -> socket.name().equals(name)).findFirst();
    }

    /**
     * This workspace with other sockets; a service that was given one which is gone is given it no more.
     *
     * @param renamed the new name of each socket that has one
     */
    public Workspace withSockets(List<SocketSpec> newSockets, Map<String, String> renamed) {
        Set<String> names = newSockets.stream().map(SocketSpec::name).collect(Collectors.toSet());
        UnaryOperator<ServiceSpec> follow = service -> SocketNames.follow(service, renamed, names);
        return new Workspace(
                env,
                envFiles,
                newSockets,
                proxies.stream()
                        .map(proxy -> proxy.withServices(
                                proxy.services().stream().map(follow).toList()))
                        .toList(),
                services.stream().map(follow).toList(),
                extra);
    }

    public Workspace withEnvFiles(List<EnvironmentFile> newEnvFiles) {
        return new Workspace(env, newEnvFiles, sockets, proxies, services, extra);
    }

    /** This workspace with one proxy more, at the end. */
    public Workspace withProxy(ProxySpec proxy) {
        return new Workspace(env, envFiles, sockets, appended(proxies, proxy), services, extra);
    }

    /** This workspace with the proxy of that name replaced in its place; where its name is new, who waits for it follows. */
    public Workspace withProxyReplaced(String name, ProxySpec proxy) {
        return changed(
                proxies.stream()
                        .map(old -> old.name().equals(name) ? proxy : old)
                        .toList(),
                services,
                dependency -> dependency.renamed(name, proxy.name()));
    }

    /** This workspace without a proxy and the services below it; nobody waits for them any more. */
    public Workspace withoutProxy(String name) {
        return changed(
                proxies.stream().filter(proxy -> !proxy.name().equals(name)).toList(),
                services,
                UnaryOperator.identity());
    }

    /**
     * This workspace with one service more, at the end of its proxy's, or of those without a proxy.
     *
     * @throws IllegalArgumentException where there is no such proxy, or the name is taken
     */
    public Workspace withService(Optional<String> proxyName, ServiceSpec service) {
        if (proxyName.isEmpty()) {
            return new Workspace(env, envFiles, sockets, proxies, appended(services, service), extra);
        }
        ProxySpec proxy = requireProxy(proxyName.get());
        return withProxyReplaced(proxy.name(), proxy.withServices(appended(proxy.services(), service)));
    }

    private ProxySpec requireProxy(String name) {
        return proxy(name).orElseThrow(() -> new IllegalArgumentException("There is no proxy named \"" + name + "\"."));
    }

    /** This workspace with the service of that name replaced where it stands; where its name is new, who waits for it follows. */
    public Workspace withServiceReplaced(String name, ServiceSpec service) {
        UnaryOperator<List<ServiceSpec>> replace = specs -> specs.stream()
                .map(old -> old.name().equals(name) ? service : old)
                .toList();
        return mapServices(replace, dependency -> dependency.renamed(name, service.name()));
    }

    /**
     * This workspace with a service replaced, and below another proxy, or by itself, from now on.
     *
     * @throws IllegalArgumentException where there is no such proxy, or the name is taken
     */
    public Workspace withServiceMoved(String name, Optional<String> proxyName, ServiceSpec service) {
        UnaryOperator<List<ServiceSpec>> take = specs ->
                specs.stream().filter(spec -> !spec.name().equals(name)).toList();
        Optional<ProxySpec> target = proxyName.map(this::requireProxy);
        List<ProxySpec> placed = proxies.stream()
                .map(proxy -> {
                    List<ServiceSpec> others = take.apply(proxy.services());
                    boolean isTarget = target.filter(proxy::equals).isPresent();
                    return proxy.withServices(isTarget ? appended(others, service) : others);
                })
                .toList();
        List<ServiceSpec> alone = take.apply(services);
        return changed(
                placed,
                target.isPresent() ? alone : appended(alone, service),
                dependency -> dependency.renamed(name, service.name()));
    }

    /** This workspace without a service; nobody waits for it any more. */
    public Workspace withoutService(String name) {
        return mapServices(
                specs ->
                        specs.stream().filter(spec -> !spec.name().equals(name)).toList(),
                UnaryOperator.identity());
    }

    private Workspace mapServices(UnaryOperator<List<ServiceSpec>> change, UnaryOperator<Dependency> renaming) {
        return changed(
                proxies.stream()
                        .map(proxy -> proxy.withServices(change.apply(proxy.services())))
                        .toList(),
                change.apply(services),
                renaming);
    }

    /** Others in place of these; who waited for what is gone by that waits for it no more. */
    private Workspace changed(
            List<ProxySpec> newProxies, List<ServiceSpec> newServices, UnaryOperator<Dependency> renaming) {
        Set<String> gone = names(proxies, services);
        gone.removeAll(names(newProxies, newServices));
        UnaryOperator<ServiceSpec> follow = service -> service.withDependsOn(service.dependsOn().stream()
                .map(dependency -> gone.contains(dependency.name()) ? renaming.apply(dependency) : dependency)
                .filter(dependency -> !gone.contains(dependency.name()))
                .distinct()
                .toList());
        return new Workspace(
                env,
                envFiles,
                sockets,
                newProxies.stream()
                        .map(proxy -> proxy.withServices(
                                proxy.services().stream().map(follow).toList()))
                        .toList(),
                newServices.stream().map(follow).toList(),
                extra);
    }

    private static Set<String> names(List<ProxySpec> proxies, List<ServiceSpec> services) {
        Set<String> names = new HashSet<>();
        proxies.forEach(proxy -> names.add(proxy.name()));
        allServices(proxies, services).forEach(service -> names.add(service.name()));
        return names;
    }

    private static <T> List<T> appended(List<T> list, T last) {
        List<T> copy = new ArrayList<>(list);
        copy.add(last);
        return copy;
    }
}
