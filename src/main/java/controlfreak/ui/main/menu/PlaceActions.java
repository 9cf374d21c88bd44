package controlfreak.ui.main.menu;

import controlfreak.figures.Subject;
import controlfreak.ui.action.PanelAction;
import controlfreak.ui.fx.Clipboards;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.ServiceRow;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.table.PortLinks;
import controlfreak.ui.main.table.RowChoice;
import controlfreak.ui.main.verb.WebAddress;
import controlfreak.ui.workspace.WorkspaceCommands;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What leads from the selected row to where it is found outside of the panel. FX thread only. */
public final class PlaceActions implements PortLinks {
    private final MainViewModel model;
    private final WorkspaceCommands commands;
    private final WindowCommands window;

    final PanelAction browse;
    final PanelAction copyAddress;
    final PanelAction terminal;
    final PanelAction copyCommand;
    final PanelAction copyCommandWhole;
    final PanelAction showLog;
    final PanelAction showWorkspace;

    PlaceActions(MainViewModel model, WorkspaceCommands commands, WindowCommands window) {
        this.model = model;
        this.commands = commands;
        this.window = window;
        browse = PanelAction.of("browse", () -> chooseFrom(addresses(), commands::visit))
                .keys("Shortcut+B")
                .looking();
        copyAddress = PanelAction.of("copyaddress", () -> chooseFrom(addresses(), Clipboards::put))
                .keys("Shortcut+Shift+B")
                .looking();
        terminal = PanelAction.of("terminal", () -> subject().ifPresent(window.outside()::terminal))
                .keys("Shortcut+Shift+E");
        copyCommand = PanelAction.of("copycommand", () -> copyCommand(false)).looking();
        copyCommandWhole =
                PanelAction.of("copycommandwhole", () -> copyCommand(true)).looking();
        showLog = PanelAction.of("showlog", () -> subject().ifPresent(window.outside()::showLog))
                .looking();
        showWorkspace = PanelAction.of("showworkspace", () -> window.outside().showWorkspace())
                .looking();
    }

    /** The process of the one row that is selected; of several instances the first. */
    private Optional<Subject> subject() {
        List<Row> rows = model.selection().rows();
        return rows.size() == 1
                ? rows.get(0)
                        .key()
                        .subject()
                        .or(() -> ServiceRow.of(rows.get(0)).findFirst().map(row -> new Subject.OfService(row.id())))
                : Optional.empty();
    }

    private void copyCommand(boolean withSecrets) {
        subject()
                .flatMap(process -> window.outside().command(process, withSecrets))
                .ifPresent(Clipboards::put);
    }

    /** Those of the one row that is selected. */
    private List<String> addresses() {
        List<Row> rows = model.selection().rows();
        return rows.size() == 1 ? addresses(rows.get(0)) : List.of();
    }

    private List<String> addresses(Row row) {
        return WebAddress.of(row, model.document().workspaceProperty().get());
    }

    /** One is taken at once; of several one is chosen. */
    private void chooseFrom(List<String> addresses, Consumer<String> taken) {
        if (addresses.size() == 1) {
            taken.accept(addresses.get(0));
        } else {
            window.choose(addresses.stream()
                    .map(address -> new RowChoice(address, () -> taken.accept(address)))
                    .toList());
        }
    }

    @Override
    public void open(Row row, int port) {
        commands.visit(
                WebAddress.at(row, port, model.document().workspaceProperty().get()));
    }

    @Override
    public void copy(Row row, int port) {
        Clipboards.put(
                WebAddress.at(row, port, model.document().workspaceProperty().get()));
    }

    @Override
    public void choose(Row row) {
        window.choose(Stream.concat(
                        addresses(row).stream()
                                .map(address -> new RowChoice(
                                        Texts.text("ports.open", address), () -> commands.visit(address))),
                        addresses(row).stream()
                                .map(address -> new RowChoice(
                                        Texts.text("ports.copy", address), () -> Clipboards.put(address))))
                .toList());
    }

    void update() {
        String none = addresses().isEmpty() ? Texts.text("main.fit.noaddress") : "";
        browse.setObstacle(none);
        copyAddress.setObstacle(none);
        String several = subject().isPresent() ? "" : Texts.text("main.fit.oneprocess");
        Stream.of(terminal, copyCommand, copyCommandWhole, showLog).forEach(action -> action.setObstacle(several));
        boolean isSaved = model.document().fileProperty().get().isPresent();
        showWorkspace.setObstacle(isSaved ? "" : Texts.text("main.fit.unsaved"));
    }
}
