package controlfreak.ui.form;

import controlfreak.model.RestartPolicy;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.util.StringConverter;

/** The side sheet that creates, edits and copies a service. FX thread only. */
public final class ServiceFormView {
    private final FormSheet root;

    @FXML
    private FormField nameField;

    @FXML
    private TextField name;

    @FXML
    private FormField commandField;

    @FXML
    private CommandField command;

    @FXML
    private FormField proxyField;

    @FXML
    private ComboBox<Optional<String>> proxy;

    @FXML
    private FormField instancesField;

    @FXML
    private CountSpinner instances;

    @FXML
    private FormField cwdField;

    @FXML
    private TextField cwd;

    @FXML
    private FormField descriptionField;

    @FXML
    private TextField description;

    @FXML
    private FormField tagsField;

    @FXML
    private TextField tags;

    @FXML
    private CheckBox keepStdout;

    @FXML
    private CheckBox keepStderr;

    @FXML
    private TitledPane restart;

    @FXML
    private CheckBox afterCrash;

    @FXML
    private CheckBox afterEnd;

    @FXML
    private FormField triesField;

    @FXML
    private CountSpinner tries;

    @FXML
    private FormField startWaitField;

    @FXML
    private TextField startWait;

    @FXML
    private FormField stopWaitField;

    @FXML
    private TextField stopWait;

    public ServiceFormView(ServiceFormViewModel viewModel, Dialogs dialogs, Runnable onClose) {
        root = Views.load(this);
        root.open(viewModel, dialogs, onClose);
        nameField.bind(viewModel.name(), name);
        commandField.setTarget(command.area());
        command.open(commandField, viewModel.command(), dialogs, viewModel::folder);
        showProxies(viewModel);
        instancesField.setTarget(instances.getEditor());
        instances.open(viewModel.instances(), 1, ServiceSpec.MAX_INSTANCES);
        instancesField.follow(viewModel.instances(), instances.getEditor());
        instancesField.hintProperty().bind(viewModel.scalingProperty());
        cwdField.bind(viewModel.cwd(), cwd);
        descriptionField.bind(viewModel.description(), description);
        tagsField.bind(viewModel.tags(), tags);
        keepStdout.selectedProperty().bindBidirectional(viewModel.keepStdoutProperty());
        keepStderr.selectedProperty().bindBidirectional(viewModel.keepStderrProperty());
        showRestart(viewModel.restart());
    }

    private void showProxies(ServiceFormViewModel viewModel) {
        proxy.getItems().setAll(viewModel.proxyChoices());
        proxy.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<String> choice) {
                return choice == null ? "" : choice.orElseGet(() -> Texts.text("form.proxy.none"));
            }

            @Override
            public Optional<String> fromString(String text) {
                throw new UnsupportedOperationException();
            }
        });
        proxy.valueProperty().bindBidirectional(viewModel.proxyProperty());
        proxyField
                .hintProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.text(
                                viewModel.proxyProperty().get().isPresent()
                                        ? "form.proxy.hint.below"
                                        : "form.proxy.hint.alone"),
                        viewModel.proxyProperty()));
    }

    private void showRestart(RestartInput input) {
        restart.textProperty().bind(input.wordsProperty());
        afterCrash.selectedProperty().bindBidirectional(input.afterCrashProperty());
        afterEnd.selectedProperty().bindBidirectional(input.afterEndProperty());
        triesField.setTarget(tries.getEditor());
        tries.open(input.tries(), 0, RestartPolicy.MAX_RETRIES);
        triesField.follow(input.tries(), tries.getEditor());
        startWaitField.bind(input.startWait(), startWait);
        stopWaitField.bind(input.stopWait(), stopWait);
        input.inputs()
                .forEach(field -> field.shownProblemProperty().addListener((observable, old, problem) -> {
                    if (!problem.isEmpty()) {
                        restart.setExpanded(true);
                    }
                }));
    }

    public Parent root() {
        return root;
    }

    /** Closes the form, after asking where something was typed that would be lost. */
    public void cancel() {
        root.cancel();
    }

    /** Puts the cursor into the first field. */
    public void focusFirst() {
        name.requestFocus();
        name.selectAll();
    }
}
