package controlfreak.ui.form;

import controlfreak.model.ProxySpec;
import controlfreak.ui.form.command.CommandField;
import controlfreak.ui.form.command.PresetPage;
import controlfreak.ui.form.field.FormField;
import controlfreak.ui.form.given.EnvFilesSection;
import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The side sheet that creates, edits and copies a proxy. FX thread only. */
public final class ProxyFormView {
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
    private FormField cwdField;

    @FXML
    private FormField descriptionField;

    @FXML
    private CheckBox auto;

    @FXML
    private CheckBox copyServices;

    @FXML
    private Label fewWorkers;

    public ProxyFormView(ProxyFormViewModel viewModel, Dialogs dialogs, Runnable onClose) {
        root = Views.load(this);
        root.open(viewModel, dialogs, onClose);
        root.showBasics(viewModel, nameField, commandField, cwdField, descriptionField);
        showPresets(viewModel);
        auto.selectedProperty().bindBidirectional(viewModel.autoProperty());
        copyServices.selectedProperty().bindBidirectional(viewModel.copyServicesProperty());
        copyServices.setText(Texts.text("form.proxy.copy-services", viewModel.servicesToCopy()));
        show(copyServices, viewModel.servicesToCopy() > 0);
        show(fewWorkers, viewModel.fewWorkers());
        fields.getChildren()
                .add(new EnvFilesSection(
                                viewModel.envFiles(), dialogs, viewModel.draft().workspaceFolder())
                        .root());
    }

    private void showPresets(ProxyFormViewModel viewModel) {
        if (viewModel.isNew()) {
            root.beginWith(new PresetPage(
                    viewModel.presets(), Texts.text("form.presets.other.proxy"), (chosen, typed) -> {
                        chosen.ifPresent(viewModel::begin);
                        if (!typed.isEmpty()) {
                            command.replaceAll(typed, "");
                        }
                        root.showFields();
                        if (chosen.isPresent()) {
                            command.select(chosen.get().placeholder());
                        } else {
                            root.focusFirst();
                        }
                    }));
        }
        viewModel.poolProperty().addListener((observable, old, pool) -> {
            show(copyServices, true);
            copyServices.setText(Texts.text("form.proxy.preset-services", workers(pool.orElseThrow())));
            show(fewWorkers, false);
        });
    }

    /** {@code worker.py × 4}. */
    private static String workers(ProxySpec pool) {
        return pool.services().stream()
                .map(service -> service.command().display() + " × " + service.instances())
                .collect(Collectors.joining(", "));
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    public FormSheet root() {
        return root;
    }
}
