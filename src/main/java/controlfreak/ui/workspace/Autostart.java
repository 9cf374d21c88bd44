package controlfreak.ui.workspace;

import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.AutostartPlan;
import controlfreak.workspace.settings.Autostarts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts what a workspace wants started when the operator has opened its file, and nothing without having asked: for
 * once, or for as long as the file says the same of what would run. FX thread only.
 */
public final class Autostart {
    private static final int NAMED = 8;

    /** So much of a command tells what it is. */
    private static final int SHOWN = 80;

    private final WorkspaceSession session;
    private final CompletionStage<Boolean> free;
    private final Dialogs dialogs;
    private final Supplier<Autostarts> agreed;
    private final Consumer<Autostarts> keep;
    private final Consumer<AutostartPlan> start;

    /**
     * @param free completes with whether nothing runs any more that an earlier panel has started
     * @param agreed what was agreed to for good
     * @param keep hears of each change of that
     */
    public Autostart(
            WorkspaceSession session,
            CompletionStage<Boolean> free,
            Dialogs dialogs,
            Supplier<Autostarts> agreed,
            Consumer<Autostarts> keep,
            Consumer<AutostartPlan> start) {
        this.session = session;
        this.free = free;
        this.dialogs = dialogs;
        this.agreed = agreed;
        this.keep = keep;
        this.start = start;
    }

    /** The operator has opened a file; where its services run from before, they are not started a second time. */
    public void opened(Path file, Workspace said) {
        free.thenAccept(isFree -> {
            if (isFree && !session.lock().isLocked() && isStillOpen(file, said)) {
                offer(file, said);
            }
        });
    }

    /** Edits, be they of a draft that was taken up, are not what the file says. */
    private boolean isStillOpen(Path file, Workspace said) {
        return session.fileProperty().get().equals(Optional.of(file))
                && session.workspace().equals(said);
    }

    private void offer(Path file, Workspace said) {
        AutostartPlan.of(said)
                .filter(plan -> agreed.get().isAgreed(file, plan.hash()) || isAgreedNow(file, plan))
                .ifPresent(start);
    }

    private boolean isAgreedNow(Path file, AutostartPlan plan) {
        int count = plan.ids().size();
        int choice = dialogs.ask(
                Texts.text(
                        "workspace.autostart.title", count, file.getFileName().toString()),
                Texts.text("workspace.autostart.text", what(plan.services())),
                List.of(
                        Texts.text("workspace.autostart.start", count),
                        Texts.text("workspace.autostart.always"),
                        Texts.text("workspace.autostart.not")));
        if (choice == 1) {
            keep.accept(agreed.get().with(file, plan.hash()));
        }
        return choice < 2;
    }

    private static String what(List<ServiceSpec> services) {
        // "And 1 more" would take as much room as its line.
        int named = services.size() == NAMED + 1 ? NAMED + 1 : NAMED;
        Stream<String> lines = services.stream().limit(named).map(Autostart::line);
        Stream<String> rest = services.size() > named
                ? Stream.of(Texts.text("workspace.autostart.more", services.size() - named))
                : Stream.empty();
        return Stream.concat(lines, rest).collect(Collectors.joining("\n"));
    }

    private static String line(ServiceSpec service) {
        String command = service.command().display();
        String shown = command.length() <= SHOWN ? command : command.substring(0, SHOWN - 1) + "…";
        return Texts.text("workspace.autostart.line", service.name(), shown.replace('\n', ' '));
    }
}
