package controlfreak.ui.environment.transfer;

import controlfreak.model.Environment;
import controlfreak.model.InstanceTemplate;
import controlfreak.ui.environment.edit.Effect;
import controlfreak.ui.environment.value.Secrets;
import controlfreak.ui.environment.value.ValueText;
import controlfreak.ui.fx.Texts;
import controlfreak.workspace.dotenv.EnvEntry;
import controlfreak.workspace.dotenv.Note;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** One entry of a file that is being imported, and whether it is to be taken. FX thread only. */
final class ImportLine {
    private final EnvEntry entry;
    private final Optional<String> before;
    private final Effect effect;
    private final BooleanProperty taken = new SimpleBooleanProperty();

    ImportLine(EnvEntry entry, Environment own) {
        this.entry = entry;
        before = own.value(entry.name());
        effect = Effect.of(own, entry.name(), Optional.of(entry.value()));
        taken.set(isTakable() && effect != Effect.SAME);
    }

    EnvEntry entry() {
        return entry;
    }

    /** What taking it does. */
    String effect() {
        if (!isTakable()) {
            return Texts.text("env.import.left-out");
        }
        return effect == Effect.CHANGES && before.isPresent()
                ? Texts.text("env.import.was", Secrets.shown(entry.name(), before.get()))
                : effect.inWords();
    }

    BooleanProperty takenProperty() {
        return taken;
    }

    boolean isTakable() {
        return entry.isTakable() && InstanceTemplate.problem(entry.value()).isEmpty();
    }

    /** The entry as it can be shown: nothing of a secret. */
    String shown() {
        if (entry.name().isEmpty()) {
            return Secrets.shown(entry.value(), entry.value());
        }
        return entry.name() + "=" + Secrets.shown(entry.name(), entry.value());
    }

    /** What there is to know of it, in sentences; empty where it is as it seems. */
    String notes() {
        return entry.notes().stream().map(this::inWords).distinct().collect(Collectors.joining(" "));
    }

    private String inWords(Note note) {
        String detail = Secrets.isSecret(entry.name(), Optional.of(entry.value())) && note.kind() == Note.Kind.HASH_CUT
                ? Secrets.MASK
                : ValueText.firstLine(note.detail());
        return Texts.text("env.note." + note.kind(), detail);
    }
}
