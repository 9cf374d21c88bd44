package controlfreak.ui.environment.transfer;

import controlfreak.ui.environment.state.EnvironmentRow;
import controlfreak.ui.environment.state.EnvironmentViewModel;
import controlfreak.ui.environment.table.EnvironmentTable;
import controlfreak.ui.environment.value.KeyValueText;
import controlfreak.ui.fx.Overlay;
import controlfreak.ui.fx.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Copies variables as {@code KEY=value} lines and pastes such lines after a preview. FX thread only. */
public final class EnvironmentClipboard {
    private final EnvironmentViewModel viewModel;
    private final EnvironmentTable table;
    private final Overlay overlay;
    private final Consumer<String> notice;

    /**
     * @param notice is told what was done
     */
    public EnvironmentClipboard(
            EnvironmentViewModel viewModel, EnvironmentTable table, Overlay overlay, Consumer<String> notice) {
        this.viewModel = viewModel;
        this.table = table;
        this.overlay = overlay;
        this.notice = notice;
    }

    /** Copies what is selected. */
    public void copy(boolean withSecrets) {
        List<EnvironmentRow> rows =
                table.selected().stream().filter(row -> !row.removed()).toList();
        long left = withSecrets ? 0 : rows.stream().filter(viewModel::isMasked).count();
        if (left < rows.size()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(viewModel.copied(rows, withSecrets));
            Clipboard.getSystemClipboard().setContent(content);
        }
        notice.accept(Texts.text("env.copied", rows.size() - left, left));
    }

    public void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        List<KeyValueText.Line> pasted = KeyValueText.parse(text == null ? "" : text);
        notice.accept(pasted.isEmpty() ? Texts.text("env.paste.nothing") : "");
        if (!pasted.isEmpty()) {
            PastePreview preview = new PastePreview(
                    viewModel.targetProperty().get().inWords(),
                    pasted,
                    viewModel.edits()::effectOf,
                    viewModel.edits()::paste,
                    overlay::close);
            overlay.open(preview.root());
        }
    }
}
