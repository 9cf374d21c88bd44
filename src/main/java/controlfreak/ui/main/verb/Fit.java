package controlfreak.ui.main.verb;

import controlfreak.ui.fx.Texts;
import controlfreak.ui.main.rows.Row;
import java.util.Collection;
import java.util.List;

/**
 * Which of the rows that are meant an action fits. Immutable; FX thread only, as the rows are.
 *
 * @param fitting those it can be done to
 * @param candidates all that are meant
 * @param selected how many rows are selected, or are there
 */
public record Fit(Verb verb, List<Row> fitting, List<Row> candidates, int selected) {
    public static Fit of(Verb verb, Collection<Row> selected) {
        List<Row> candidates = verb.candidates(selected);
        List<Row> fitting = candidates.stream().filter(verb::fits).toList();
        boolean makesSense = fitting.size() >= verb.least() && candidates.size() <= verb.most();
        return new Fit(verb, makesSense ? fitting : List.of(), candidates, selected.size());
    }

    public boolean isEmpty() {
        return fitting.isEmpty();
    }

    /** The action's name with the number it reaches: {@code Stop}, {@code Stop 7}, {@code Stop 5 of 7}. */
    public String label() {
        String name = Texts.text("action." + verb.key());
        String count = Integer.toString(fitting.size());
        if (candidates.size() < 2 || fitting.isEmpty()) {
            return name;
        }
        return fitting.size() == candidates.size()
                ? Texts.text("main.fit.all", name, count)
                : Texts.text("main.fit.some", name, count, Integer.toString(candidates.size()));
    }

    /** Why there is nothing to do; empty where there is. */
    public String whyNot() {
        if (!isEmpty()) {
            return "";
        }
        if (!candidates.isEmpty()) {
            return Texts.text("main.fit.none." + verb.key());
        }
        String key = selected == 0 ? "noservice" : "empty";
        return Texts.text("main.fit." + (verb.isForProxies() ? "noproxy" : key));
    }

    /** What it reaches, in words: a name, {@code 7 services}, {@code 5 of 7 services}. */
    String reach(int reached) {
        if (candidates.size() == 1) {
            return candidates.get(0).key().display();
        }
        String kind = verb.isForProxies() ? "proxies" : "services";
        return reached == candidates.size()
                ? Texts.text("main.reach.all." + kind, Integer.toString(reached))
                : Texts.text("main.reach.some." + kind, Integer.toString(reached), Integer.toString(candidates.size()));
    }
}
