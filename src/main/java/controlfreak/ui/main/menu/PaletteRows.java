package controlfreak.ui.main.menu;

import controlfreak.ui.action.PaletteEntry;
import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import controlfreak.ui.main.rows.RowKey;
import controlfreak.ui.main.state.MainViewModel;
import controlfreak.ui.main.verb.Fit;
import controlfreak.ui.main.verb.Verb;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the palette offers for single rows: to go there, and what can be done to their processes. FX thread only. */
public final class PaletteRows {
    private final MainViewModel model;
    private final Consumer<RowKey> select;

    public PaletteRows(MainViewModel model, Consumer<RowKey> select) {
        this.model = model;
        this.select = select;
    }

    public List<PaletteEntry> entries() {
        return model.rows().roots().stream()
                .flatMap(PaletteRows::withChildren)
                .flatMap(this::entries)
                .toList();
    }

    private static Stream<Row> withChildren(Row row) {
        return Stream.concat(Stream.of(row), row.children().stream().flatMap(PaletteRows::withChildren));
    }

    private Stream<PaletteEntry> entries(Row row) {
        RowKey key = row.key();
        PaletteEntry go = PaletteEntry.of(Texts.text("palette.go", name(key)), () -> select.accept(key));
        return Stream.concat(Stream.of(go), Stream.of(Verb.values()).flatMap(verb -> entry(verb, row)));
    }

    /** A proxy may be called like a service. */
    private static String name(RowKey key) {
        return key instanceof RowKey.OfProxy ? Texts.text("palette.proxy", key.display()) : key.display();
    }

    /** Whom a service's verb reaches. */
    private static String services(RowKey key) {
        return key instanceof RowKey.OfProxy ? Texts.text("palette.services", key.display()) : key.display();
    }

    private Stream<PaletteEntry> entry(Verb verb, Row row) {
        if (Fit.of(verb, List.of(row)).isEmpty()) {
            return Stream.empty();
        }
        RowKey key = row.key();
        String title = verb.title(verb.isForProxies() ? name(key) : services(key));
        return Stream.of(new PaletteEntry(
                title, "", model.document().lock().reason().get(), () -> model.run(verb, List.of(key))));
    }
}
