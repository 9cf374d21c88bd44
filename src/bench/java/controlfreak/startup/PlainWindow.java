package controlfreak.startup;

import javafx.application.Application;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Scene;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.stage.Stage;

/** The least that JavaFX shows a table with. */
public final class PlainWindow extends Application {
    public static void main(String[] words) {
        Application.launch(PlainWindow.class, words);
    }

    @Override
    public void start(Stage stage) {
        TreeItem<String> root = new TreeItem<>("");
        root.getChildren().add(new TreeItem<>("one"));
        TreeTableView<String> table = new TreeTableView<>(root);
        table.setShowRoot(false);
        TreeTableColumn<String, String> name = new TreeTableColumn<>("Name");
        name.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().getValue()));
        table.getColumns().add(name);
        stage.setScene(new Scene(table, 1180, 760));
        stage.show();
    }
}
