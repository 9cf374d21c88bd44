package controlfreak.ui.form;

import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.command.CommandField;
import controlfreak.ui.form.command.PresetBar;
import controlfreak.ui.form.command.PresetPage;
import controlfreak.ui.form.command.VariablesSection;
import controlfreak.ui.form.field.CountSpinner;
import controlfreak.ui.form.field.Folding;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.given.EnvFilesSection;
import controlfreak.ui.form.given.SocketsSection;
import controlfreak.ui.form.run.CheckFields;
import controlfreak.ui.form.run.CheckInput.Way;
import controlfreak.ui.form.run.HealthInput;
import controlfreak.ui.form.run.HooksSection;
import controlfreak.ui.form.run.RestartSection;
import controlfreak.ui.form.run.RightsSection;
import controlfreak.ui.form.run.StopSection;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.NameConverter;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.TypedComboBox;
import controlfreak.ui.fx.Views;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** The side sheet that creates, edits and copies a service. FX thread only. */
public final class ServiceFormView {
    private final FormSheet root;

    @FXML
    private VBox fields;

    @FXML
    private FormField nameField;

    @FXML
    private FormField commandField;

    @FXML
    private CommandField command;

    @FXML
    private PresetBar preset;

    @FXML
    private VariablesSection variables;

    @FXML
    private FormField proxyField;

    @FXML
    private TypedComboBox<Optional<String>> proxy;

    @FXML
    private FormField instancesField;

    @FXML
    private CountSpinner instances;

    @FXML
    private FormField cwdField;

    @FXML
    private FormField descriptionField;

    @FXML
    private FormField tagsField;

    @FXML
    private TitledPane input;

    @FXML
    private CheckBox openStdin;

    @FXML
    private CheckBox keepStdout;

    @FXML
    private CheckBox keepStderr;

    @FXML
    private TitledPane after;

    @FXML
    private FormField afterField;

    @FXML
    private TextField afterNames;

    @FXML
    private MenuButton afterAdd;

    @FXML
    private TitledPane ready;

    @FXML
    private CheckFields readyFields;

    @FXML
    private TitledPane live;

    @FXML
    private CheckFields liveFields;

    public ServiceFormView(ServiceFormViewModel viewModel, Dialogs dialogs, Runnable onClose) {
        root = Views.load(this);
        root.open(viewModel, dialogs, onClose);
        root.showBasics(viewModel, nameField, commandField, cwdField, descriptionField);
        showPresets(viewModel);
        showProxies(viewModel);
        instances.open(instancesField, viewModel.instances(), 1, ServiceSpec.MAX_INSTANCES);
        instancesField.hintProperty().bind(viewModel.scalingProperty());
        tagsField.bind(viewModel.tags());
        openStdin.selectedProperty().bindBidirectional(viewModel.streams().openStdinProperty());
        input.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text(openStdin.isSelected() ? "form.stdin.open" : "form.stdin.empty"),
                        openStdin.selectedProperty()));
        keepStdout.selectedProperty().bindBidirectional(viewModel.streams().keepStdoutProperty());
        keepStderr.selectedProperty().bindBidirectional(viewModel.streams().keepStderrProperty());
        showAfter(viewModel);
        showReady(viewModel.health());
        showLive(viewModel.health());
        fields.getChildren()
                .addAll(
                        fields.getChildren().indexOf(input),
                        List.of(
                                new RestartSection(viewModel.restart()).root(),
                                new HooksSection(viewModel.hooks()).root()));
        fields.getChildren()
                .addAll(new StopSection(viewModel.control()).root(), new RightsSection(viewModel.rights()).root());
        fields.getChildren()
                .add(new EnvFilesSection(
                                viewModel.envFiles(), dialogs, viewModel.draft().workspaceFolder())
                        .root());
        fields.getChildren().add(new SocketsSection(viewModel.sockets(), viewModel.streams()).root());
    }

    private void showPresets(ServiceFormViewModel viewModel) {
        preset.open(viewModel.preset());
        if (viewModel.isNew()) {
            root.beginWith(new PresetPage(
                    viewModel.preset().choices(), Texts.text("form.presets.other"), (chosen, typed) -> {
                        chosen.ifPresent(viewModel::begin);
                        if (!typed.isEmpty()) {
                            command.replaceAll(typed, "");
                        }
                        root.showFields();
                        if (chosen.filter(preset -> !preset.placeholder().isEmpty())
                                .isPresent()) {
                            command.select(chosen.get().placeholder());
                        } else {
                            root.focusFirst();
                        }
                    }));
        }
        variables.open(viewModel.variables());
    }

    private void showProxies(ServiceFormViewModel viewModel) {
        NameConverter.offer(
                proxy,
                viewModel.placement().proxies(),
                choice -> choice.orElseGet(() -> Texts.text("form.proxy.none")));
        proxy.valueProperty().bindBidirectional(viewModel.placement().proxyProperty());
        proxyField
                .hintProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text(
                                viewModel.placement().proxyProperty().get().isPresent()
                                        ? "form.proxy.hint.below"
                                        : "form.proxy.hint.alone"),
                        viewModel.placement().proxyProperty()));
    }

    private void showAfter(ServiceFormViewModel viewModel) {
        after.textProperty().bind(viewModel.after().wordsProperty());
        afterField.setTarget(afterNames);
        afterField.bind(viewModel.after().text(), afterNames);
        afterAdd.setOnShowing(event -> afterAdd.getItems()
                .setAll(viewModel.afterChoices().stream()
                        .map(name -> choice(viewModel, name))
                        .toList()));
        // A menu without items never comes to be shown, and so would never get any.
        afterAdd.getItems().setAll(new MenuItem());
        Folding.unfoldOnProblem(after, List.of(viewModel.after().text()));
    }

    private MenuItem choice(ServiceFormViewModel viewModel, String name) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> {
            viewModel.after().add(name);
            afterNames.requestFocus();
            afterNames.end();
        });
        return item;
    }

    private void showReady(HealthInput input) {
        ready.textProperty().bind(input.readyWordsProperty());
        readyFields.open(input.ready(), HealthInput.READY_WAYS, "ready");
        FormField line = readyFields.add("line", input.line(), Way.LINE::equals);
        line.getContent().getStyleClass().add("code");
        line.setHint(Texts.text("form.check.line.hint"));
        readyFields.addTimes();
        Folding.unfoldOnProblem(ready, input.readyShown(true));
    }

    private void showLive(HealthInput input) {
        live.textProperty().bind(input.liveWordsProperty());
        liveFields.open(input.live(), HealthInput.LIVE_WAYS, "live");
        liveFields.addTimes();
        liveFields.add("beat", input.live().period(), Way.HEARTBEAT::equals);
        liveFields.add("failures", input.failures(), Way::isRepeated).setHint(Texts.text("form.check.failures.hint"));
        Folding.unfoldOnProblem(live, input.liveShown(true));
    }

    public FormSheet root() {
        return root;
    }
}
