package controlfreak.ui.details;

import controlfreak.model.Ask;
import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.EnvironmentFile;
import controlfreak.model.Hooks.Hook;
import controlfreak.model.ProxySpec;
import controlfreak.model.Reload;
import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.RightsWords;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Durations;
import controlfreak.ui.main.rows.RowKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of how a proxy or a service is defined. Any thread. */
final class Definitions {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private final DetailsSource source;
    private final GivenSockets sockets;

    /** @param workspace the one of now */
    Definitions(DetailsSource source, Supplier<Workspace> workspace) {
        this.source = source;
        this.sockets = new GivenSockets(source, workspace);
    }

    /** @param spec empty where the workspace no longer mentions it */
    Section of(RowKey row, Optional<ServiceSpec> spec, Optional<ProxySpec> proxy) {
        Section.Builder section = Section.of("definition");
        spec.ifPresent(service -> section.add("description", service.description(), Fact.Look.LONG)
                .add("command", service.command().display(), Fact.Look.CODE)
                .add("executed", executed(service.command(), proxy.isPresent()), Fact.Look.LONG)
                .add("folder", folder(service.cwd().or(() -> proxy.flatMap(ProxySpec::cwd))), Fact.Look.CODE)
                .add("proxy", proxy.map(ProxySpec::name))
                .add("instances", service.instances() > 1 ? Integer.toString(service.instances()) : "")
                .add("autostart", service.restart().autostart() ? Texts.text("details.autostart") : "")
                .add("after", after(service))
                .add("policy", policy(service.restart()), Fact.Look.LONG)
                .add("limits", RestartLimits.of(service.restart()), Fact.Look.LONG)
                .add(
                        "waits",
                        Texts.text(
                                "details.waits",
                                Durations.exact(service.restart().startWait())))
                .add("ready-when", service.health().ready().map(HealthWords::of).orElse(""), Fact.Look.LONG)
                .add("live", service.health().live().map(HealthWords::of).orElse(""), Fact.Look.LONG)
                .add("stop", stop(service), Fact.Look.LONG)
                .add(
                        "reload",
                        service.control().reload().map(Definitions::reload).orElse(""),
                        Fact.Look.LONG)
                .add("run-before", hooks(service.hooks().before()), Fact.Look.CODE)
                .add("run-after", hooks(service.hooks().after()), Fact.Look.CODE)
                .add("pid-file", service.control().pidFile().orElse(""), Fact.Look.CODE)
                .add("rights", RightsWords.of(service.runAs()), Fact.Look.LONG)
                .add("environment", environment(row, service.env()))
                .add("env-files", files(service.envFiles()), Fact.Look.CODE)
                .add("tags", String.join(", ", service.tags()))
                .add("stdin", service.streams().openStdin() ? Texts.text("details.stdin.open") : "")
                .add("sockets", sockets.of(service), Fact.Look.LONG)
                .add("discarded", discarded(service)));
        return withLog(section, row);
    }

    Section of(RowKey row, Optional<ProxySpec> spec) {
        Section.Builder section = Section.of("definition");
        spec.ifPresent(proxy -> section.add("description", proxy.description(), Fact.Look.LONG)
                .add("command", proxy.command().map(Command::display).orElse(""), Fact.Look.CODE)
                .add("executed", proxy.command().map(command -> executed(command, false)))
                .add("folder", folder(proxy.cwd()), Fact.Look.CODE)
                .add("sockets", sockets.of(proxy), Fact.Look.LONG)
                .add("auto", Texts.text(proxy.auto() ? "details.auto.on" : "details.auto.off"), Fact.Look.LONG)
                .add("environment", environment(row, proxy.env()))
                .add("env-files", files(proxy.envFiles()), Fact.Look.CODE));
        return withLog(section, row);
    }

    private Section withLog(Section.Builder section, RowKey row) {
        return section.add("log", source.logOf(row).map(Path::toString).orElse(""), Fact.Look.CODE)
                .build();
    }

    private String executed(Command command, boolean inProxy) {
        if (inProxy && command instanceof Command.Text) {
            return Texts.text("details.executed.proxy");
        }
        List<String> words = source.executed(command);
        return words.size() == SHELL.size() + 1
                        && words.subList(0, SHELL.size()).equals(SHELL)
                ? Texts.text("details.executed.shell")
                : Texts.text("details.executed.words");
    }

    private String folder(Optional<String> cwd) {
        return source.folder(cwd).toString();
    }

    private static String after(ServiceSpec service) {
        return service.dependsOn().stream()
                .map(needed -> Texts.text("details.after." + needed.until().word(), needed.name()))
                .collect(Collectors.joining(", "));
    }

    private static String policy(RestartPolicy policy) {
        String when = policy.respawnOnFail()
                ? policy.respawnOnStop() ? "details.policy.always" : "details.policy.crash"
                : policy.respawnOnStop() ? "details.policy.end" : "details.policy.never";
        return Texts.text(when, Texts.text("details.policy.tries", policy.maxRetries()));
    }

    private static String stop(ServiceSpec service) {
        return Texts.text(
                "details.stop",
                ask(service.control().stop().ask()),
                Durations.exact(service.restart().stopWait()));
    }

    private static String reload(Reload reload) {
        String how = ask(reload.ask());
        return reload.check()
                .map(check -> Texts.text("details.reload.checked", how, check.display()))
                .orElse(how);
    }

    private static String hooks(List<Hook> hooks) {
        return hooks.stream()
                .map(hook -> Texts.text("details.hook", hook.command().display(), Durations.exact(hook.patience())))
                .collect(Collectors.joining("\n"));
    }

    private static String ask(Ask ask) {
        if (ask instanceof Ask.Send send) {
            String signal = "SIG" + send.signal();
            return send.reach()
                    .map(reach -> Texts.text("details.ask", signal, Texts.text("details.ask." + reach.word())))
                    .orElse(signal);
        }
        return ((Ask.Run) ask).command().display();
    }

    private String environment(RowKey row, Environment own) {
        int set = own.entries().size();
        return source.variablesOf(row)
                .map(all -> Texts.text("details.environment", all, set))
                .orElseGet(() -> Texts.text("details.environment.own", set));
    }

    private static String files(List<EnvironmentFile> files) {
        return files.stream()
                .map(file -> file.path() + " (" + file.dialect().word() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String discarded(ServiceSpec service) {
        return Stream.of(
                        service.streams().keepStdout() ? "" : Texts.text("details.discarded.out"),
                        service.streams().keepStderr() ? "" : Texts.text("details.discarded.err"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
