package controlfreak.ui.main.status;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the logs of failed rows say, told once where several say the same. FX thread only. */
final class Told {
    private Told() {}

    /** A sentence, and what the log says; of several logs that say different things, the first. */
    static String with(String sentence, Collection<Row> failed) {
        Map<String, Row> said = new LinkedHashMap<>();
        failed.forEach(row -> said.putIfAbsent(row.facts().lastWords(), row));
        List<String> words =
                said.keySet().stream().filter(text -> !text.isEmpty()).toList();
        if (words.isEmpty()) {
            return sentence;
        }
        String first = words.get(0);
        return said.size() == 1
                ? Texts.text("main.notice.said", sentence, first)
                : Texts.text(
                        "main.notice.said.one", sentence, said.get(first).key().display(), first);
    }
}
