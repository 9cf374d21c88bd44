package controlfreak.ui.environment.edit;

import controlfreak.model.Environment;
import controlfreak.model.InterpreterVariables;
import controlfreak.model.Origin;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Texts;

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
        public controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment) {
            return workspace
                    .proxy(name)
                    .map(proxy -> workspace.withProxyReplaced(name, proxy.withEnv(environment)))
                    .orElse(workspace);
        }
    }

    record Service(String name) implements EnvironmentTarget {
        @Override
        public String inWords() {
            return Texts.text("env.level.service", name);
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

    /** Whether such a variable of its own would come too late for its process. */
    default boolean isTooLate(String variable, controlfreak.model.Workspace workspace) {
        return false;
    }

    /** A workspace where its own variables are these; the same one where it does not exist. */
    controlfreak.model.Workspace with(controlfreak.model.Workspace workspace, Environment environment);
}
