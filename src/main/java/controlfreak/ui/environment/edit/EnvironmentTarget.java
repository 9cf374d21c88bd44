package controlfreak.ui.environment.edit;

import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.InterpreterVariables;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.Optional;

/** Whose environment is shown: the workspace's, a proxy's or a service's. Immutable; any thread. */
public sealed interface EnvironmentTarget {
    /** The variables that reach everything. */
    record Workspace() implements EnvironmentTarget {
        @Override
        public String inWords() {
            return Texts.text("env.level.workspace");
        }

        @Override
        public Origin origin() {
            return Origin.WORKSPACE;
        }

        @Override
        public boolean exists(controlfreak.model.Workspace workspace) {
            return true;
        }

        @Override
        public Environment own(controlfreak.model.Workspace workspace) {
            return workspace.env();
        }

        @Override
        public List<EnvironmentFile> files(controlfreak.model.Workspace workspace) {
            return workspace.envFiles();
        }

        @Override
        public controlfreak.model.Workspace withFiles(
                controlfreak.model.Workspace workspace, List<EnvironmentFile> files) {
            return workspace.withEnvFiles(files);
        }

        @Override
        public controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment) {
            return workspace.withEnv(environment);
        }
    }

    record Proxy(String name) implements EnvironmentTarget {
        @Override
        public String inWords() {
            return Texts.text("env.level.proxy", name);
        }

        @Override
        public Origin origin() {
            return Origin.PROXY;
        }

        @Override
        public boolean exists(controlfreak.model.Workspace workspace) {
            return workspace.proxy(name).isPresent();
        }

        @Override
        public Environment own(controlfreak.model.Workspace workspace) {
            return workspace.proxy(name).map(ProxySpec::env).orElse(Environment.EMPTY);
        }

        @Override
        public List<EnvironmentFile> files(controlfreak.model.Workspace workspace) {
            return workspace.proxy(name).map(ProxySpec::envFiles).orElse(List.of());
        }

        @Override
        public controlfreak.model.Workspace withFiles(
                controlfreak.model.Workspace workspace, List<EnvironmentFile> files) {
            return workspace
                    .proxy(name)
                    .map(proxy -> workspace.withProxyReplaced(name, proxy.with(draft -> draft.envFiles = files)))
                    .orElse(workspace);
        }

        @Override
        public controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment) {
            return workspace
                    .proxy(name)
                    .map(proxy -> workspace.withProxyReplaced(name, proxy.withEnv(environment)))
                    .orElse(workspace);
        }
    }

    /** @param instance the number of the process that is meant; 0 for the first */
    record Service(String name, int instance) implements EnvironmentTarget {
        public Service(String name) {
            this(name, 0);
        }

        /** The process that is meant; empty where the service does not exist. */
        public Optional<ServiceId> process(controlfreak.model.Workspace workspace) {
            return workspace
                    .service(name)
                    .map(ServiceSpec::ids)
                    .map(ids -> ids.stream()
                            .filter(id -> id.instance() == instance)
                            .findFirst()
                            .orElse(ids.get(0)));
        }

        @Override
        public String inWords() {
            return instance == 0
                    ? Texts.text("env.level.service", name)
                    : Texts.text("env.level.instance", name, Integer.toString(instance));
        }

        @Override
        public Origin origin() {
            return Origin.SERVICE;
        }

        @Override
        public boolean exists(controlfreak.model.Workspace workspace) {
            return workspace.service(name).isPresent();
        }

        @Override
        public Environment own(controlfreak.model.Workspace workspace) {
            return workspace.service(name).map(ServiceSpec::env).orElse(Environment.EMPTY);
        }

        @Override
        public List<EnvironmentFile> files(controlfreak.model.Workspace workspace) {
            return workspace.service(name).map(ServiceSpec::envFiles).orElse(List.of());
        }

        @Override
        public controlfreak.model.Workspace withFiles(
                controlfreak.model.Workspace workspace, List<EnvironmentFile> files) {
            return workspace
                    .service(name)
                    .map(service -> workspace.withServiceReplaced(name, service.with(draft -> draft.envFiles = files)))
                    .orElse(workspace);
        }

        @Override
        public boolean isTooLate(String variable, controlfreak.model.Workspace workspace) {
            return workspace
                    .service(name)
                    .filter(spec -> InterpreterVariables.isTooLate(variable, spec, workspace.proxyOf(name)))
                    .isPresent();
        }

        @Override
        public controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment) {
            return workspace
                    .service(name)
                    .map(service -> workspace.withServiceReplaced(name, service.withEnv(environment)))
                    .orElse(workspace);
        }
    }

    /** The level's name, for people. */
    String inWords();

    /** The level that its own variables stand at. */
    Origin origin();

    boolean exists(controlfreak.model.Workspace workspace);

    /** Its own variables; none where it does not exist. */
    Environment own(controlfreak.model.Workspace workspace);

    /** Its own files of variables; none where it does not exist. */
    List<EnvironmentFile> files(controlfreak.model.Workspace workspace);

    /** A workspace where its own files are these; the same one where it does not exist. */
    controlfreak.model.Workspace withFiles(controlfreak.model.Workspace workspace, List<EnvironmentFile> files);

    /** Why its own variables cannot be these, in a sentence; empty where they can. */
    default Optional<String> refusal(controlfreak.model.Workspace workspace, Environment environment) {
        try {
            with(workspace, environment);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Whether such a variable of its own would come too late for its process. */
    default boolean isTooLate(String variable, controlfreak.model.Workspace workspace) {
        return false;
    }

    /** A workspace where its own variables are these; the same one where it does not exist. */
    controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment);
}
