package controlfreak.ui.details;

import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts under a heading. Immutable; any thread. */
record Section(String heading, List<Fact> facts) {
    Section {
        facts = List.copyOf(facts);
    }

    /** @param key the part of the heading's key that stands for it */
    static Builder of(String key) {
        return new Builder(Texts.text("details.section." + key));
    }

    /** Puts the facts of a section together; what is not known is left out. */
    static final class Builder {
        private final String heading;
        private final List<Fact> facts = new ArrayList<>();

        private Builder(String heading) {
            this.heading = heading;
        }

        /** @param key the part of the name's key that stands for it */
        Builder add(String key, String value) {
            return add(key, value, Fact.Look.PLAIN);
        }

        Builder add(String key, Optional<String> value) {
            return add(key, value.orElse(""));
        }

        Builder add(String key, String value, Fact.Look look) {
            return named(Texts.text("details.fact." + key), value, look);
        }

        Builder named(String name, String value, Fact.Look look) {
            if (!value.isEmpty()) {
                facts.add(new Fact(name, value, look));
            }
            return this;
        }

        Section build() {
            return new Section(heading, facts);
        }
    }
}
