package controlfreak.ui.form;

import static controlfreak.testing.Fx.fx;
import static controlfreak.testing.Fx.onFx;
import static org.awaitility.Awaitility.await;

import controlfreak.testing.WindowExtension;
import controlfreak.ui.fx.Theme;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The form of a service, in a window. */
@ExtendWith(WindowExtension.class)
abstract class ServiceFormViewFixture {
    final FormFixture fixture = new FormFixture();
    final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);
    Stage stage;
    boolean closed;
    boolean started;

    /** Shows the window; TestFX looks for who begins in the class of the tests only. */
    void show(Stage window) {
        Theme.LIGHT.apply();
        stage = window;
    }

    @AfterEach
    void end() {
        onFx(() -> stage.hide());
    }

    /** Opens the form at its fields. */
    ServiceFormViewModel open(ServiceFormViewModel model) {
        FormSheet sheet = openFirstPage(model);
        onFx(() -> {
            sheet.showFields();
            sheet.focusFirst();
        });
        await().until(() -> lookup("name").isFocused());
        return model;
    }

    /** Opens the form as it begins. */
    FormSheet openFirstPage(ServiceFormViewModel model) {
        closed = false;
        FormSheet sheet = fx(() -> new ServiceFormView(model, fixture.dialogs(), () -> closed = true).root());
        sheet.offerStart(() -> started = true);
        onFx(() -> {
            Scene scene = new Scene(sheet);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            stage.setWidth(448);
            stage.setHeight(760);
            stage.requestFocus();
            sheet.focusFirst();
        });
        await().until(() -> stage.isFocused());
        return sheet;
    }

    List<String> problems() {
        return labels(".form-problem");
    }

    List<String> hints() {
        return labels(".form-hint");
    }

    List<String> labels(String style) {
        return fx(() -> stage.getScene().getRoot().lookupAll(style).stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList());
    }

    String text(String id) {
        return fx(() -> ((Labeled) lookup(id)).getText());
    }

    Node lookup(String id) {
        return stage.getScene().getRoot().lookup("#" + id);
    }
}
