package controlfreak.ui.form;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.ui.fx.Theme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Shows a form by hand: arguments are a theme, "service", "proxy" or "sockets", and the name to edit. */
public final class FormPreview extends Application {
    public static void main(String[] args) {
        launch(args);
    }

    @Override
    public void start(Stage stage) {
        String[] args = getParameters().getRaw().toArray(String[]::new);
        Theme.valueOf(args[0]).apply();
        FormFixture fixture = new FormFixture();
        Parent root;
        Runnable focus;
        if (args[1].equals("service")) {
            ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);
            ServiceFormViewModel model =
                    args.length > 2 ? forms.edit(args[2]) : forms.create(java.util.Optional.empty());
            ServiceFormView view = new ServiceFormView(model, fixture.dialogs(), stage::close);
            root = view.root();
            focus = view.root()::focusFirst;
        } else if (args[1].equals("sockets")) {
            fixture.workspace = fixture.workspace.withSockets(
                    List.of(
                            new SocketSpec("web", SocketPlace.Tcp.of("8080"), 512, Map.of()),
                            SocketSpec.of(
                                    "api",
                                    new SocketPlace.Unix(
                                            "run/api.sock", Optional.of("0660"), Optional.of("www-data:www-data")))),
                    Map.of());
            fixture.workspace = fixture.workspace.withServiceReplaced(
                    "web",
                    fixture.workspace.service("web").orElseThrow().with(draft -> draft.sockets = List.of("web")));
            SocketsFormView view =
                    new SocketsFormView(new SocketsFormViewModel(fixture.editing()), fixture.dialogs(), stage::close);
            root = view.root();
            focus = view.root()::focusFirst;
        } else {
            ProxyForms forms = new ProxyForms(fixture.editing(), FormFixture::presets);
            ProxyFormViewModel model = args.length > 2 ? forms.edit(args[2]) : forms.create();
            ProxyFormView view = new ProxyFormView(model, fixture.dialogs(), stage::close);
            root = view.root();
            focus = view.root()::focusFirst;
        }
        Scene scene = new Scene(root);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        stage.setWidth(460);
        stage.setHeight(Double.parseDouble(System.getProperty("height", "760")));
        stage.setX(0);
        stage.setY(0);
        focus.run();
        if (args.length > 3 && !args[3].isEmpty()) {
            root.lookupAll(".titled-pane").forEach(pane -> ((javafx.scene.control.TitledPane) pane).setExpanded(true));
            ((javafx.scene.control.TextField) root.lookup("#start-wait")).setText("soon");
            ((javafx.scene.control.TextField) root.lookup("#name")).setText(args[3]);
            root.lookup("#tags").requestFocus();
        }
    }
}
