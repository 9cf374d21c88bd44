package controlfreak;

import static controlfreak.testing.Fx.fx;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Command;
import controlfreak.model.Environment;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import controlfreak.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks in every view for controls that a screen reader could not name. */
class AccessibleTest {
    @TempDir
    Path folder;

    @Test
    void every_control_has_a_name() throws Exception {
        Path file = folder.resolve("shop.cfk");
        WorkspaceFile.write(file, workspace());
        Set<String> nameless = new TreeSet<>();
        try (RunningPanel panel = new RunningPanel(folder.resolve("home"))) {
            panel.awaitSeen("Open a workspace");
            nameless.addAll(nameless("welcome", panel.root()));
            panel.choose(file);
            panel.type(KeyCode.SHORTCUT, KeyCode.O);
            panel.select("redis");
            for (String tab : List.of("Log", "Environment", "Details", "Memory", "History")) {
                panel.click(tab);
                nameless.addAll(nameless(tab, panel.root()));
            }
            Map<String, String> forms =
                    Map.of("#service-form", "#button-addservice", "#proxy-form", "#button-addproxy");
            forms.forEach((form, button) -> {
                panel.click(button);
                panel.awaitSeen(form);
                nameless.addAll(nameless(form + " before", panel.root()));
                panel.type(KeyCode.ENTER);
                nameless.addAll(nameless(form, panel.root()));
                panel.type(KeyCode.ESCAPE);
            });
            panel.type(KeyCode.F1);
            panel.awaitSeen("#help-keys");
            nameless.addAll(nameless("help", panel.root()));
            panel.type(KeyCode.SHORTCUT, KeyCode.COMMA);
            panel.awaitSeen("#settings-page");
            nameless.addAll(nameless("settings", panel.root()));
            panel.type(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.P);
            panel.awaitSeen("#palette");
            nameless.addAll(nameless("palette", panel.root()));
            panel.robot().write("change keys");
            panel.type(KeyCode.ENTER);
            panel.awaitSeen("#keys-page");
            nameless.addAll(nameless("keys", panel.root()));
        }
        assertThat(nameless).isEmpty();
    }

    private static Workspace workspace() {
        ProxySpec shop = ProxySpec.of("shop", new Command.Text("cfk-share-mem-proxy.py"))
                .withServices(List.of(ServiceSpec.of("web", new Command.Text("worker.py"))
                        .withInstances(2)
                        .withEnv(Environment.EMPTY.with("API_KEY", "x"))));
        ServiceSpec redis = ServiceSpec.of("redis", new Command.Words(List.of("redis-server")))
                .withEnv(Environment.EMPTY.with("API_KEY", "x").with("PORT", "80"));
        return new Workspace(Environment.EMPTY, List.of(shop), List.of(redis), Map.of());
    }

    private static Set<String> nameless(String view, Parent root) {
        return fx(() -> {
            List<Node> shown = new ArrayList<>();
            collect(root, shown);
            Set<Node> labelled = shown.stream()
                    .filter(Label.class::isInstance)
                    .flatMap(label -> Stream.ofNullable(((Label) label).getLabelFor()))
                    .collect(Collectors.toSet());
            return shown.stream()
                    .filter(AccessibleTest::isMet)
                    .filter(node -> !labelled.contains(node) && name(node).isEmpty())
                    .map(node -> view + ": " + node)
                    .collect(Collectors.toSet());
        });
    }

    /** Parts of a control belong to it, so its name is theirs. */
    private static void collect(Node node, List<Node> shown) {
        if (!node.isVisible()) {
            return;
        }
        shown.add(node);
        boolean isWhole = node instanceof Spinner || node instanceof ComboBoxBase || node instanceof ScrollBar;
        if (!isWhole && node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, shown));
        }
    }

    /** What is reached by Tab, or pressed. */
    private static boolean isMet(Node node) {
        boolean isFrame = node instanceof ScrollPane || node instanceof IndexedCell || node instanceof ScrollBar;
        return node instanceof Control && !isFrame && (node.isFocusTraversable() || node instanceof ButtonBase);
    }

    private static String name(Node node) {
        String text = node instanceof Labeled labeled ? labeled.getText() : null;
        return Optional.ofNullable(node.getAccessibleText())
                .or(() -> Optional.ofNullable(text))
                .orElse("");
    }
}
