package controlfreak.ui.form;

import controlfreak.ui.fx.Dialogs;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.fx.Views;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** The side sheet that creates, edits and copies a proxy. FX thread only. */
public final class ProxyFormView {
    private static final List<String> SHIPPED =
            List.of("cfk-share-mem-proxy.py", "cfk-share-mem-proxy.pl", "cfk-share-mem-proxy.rb");
    private static final String MODULE = "MODULE";

    private final FormSheet root;

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
        root.showBasics(nameField, commandField, cwdField, descriptionField);
        command.addTool(shipped());
        auto.selectedProperty().bindBidirectional(viewModel.autoProperty());
        copyServices.selectedProperty().bindBidirectional(viewModel.copyServicesProperty());
        copyServices.setText(Texts.text("form.proxy.copy-services", viewModel.servicesToCopy()));
        show(copyServices, viewModel.servicesToCopy() > 0);
        show(fewWorkers, viewModel.fewWorkers());
    }

    private MenuButton shipped() {
        MenuButton menu = new MenuButton(Texts.text("form.proxy.shipped"));
        menu.setId("shipped");
        menu.setMinWidth(MenuButton.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip(Texts.text("form.proxy.shipped.tip")));
        menu.setAccessibleHelp(Texts.text("form.proxy.shipped.tip"));
        menu.getStyleClass().addAll("flat", "small");
        for (String program : SHIPPED) {
            String text = program + " --preload " + MODULE;
            MenuItem item = new MenuItem(text);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> command.replaceAll(text, MODULE));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    public FormSheet root() {
        return root;
    }
}
