package controlfreak.ui.form;

import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.preset.Preset;
import controlfreak.workspace.preset.Presets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Proposes what fits a well-known program, once its command is typed, and fills it in. FX thread only. */
final class PresetInput {
    private final Presets presets;
    private final CommandInput command;
    private final Supplier<ServiceSpec> typed;
    private final List<FormPart> parts;
    private final ReadOnlyObjectWrapper<Optional<Preset>> proposal = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param typed the service as far as it is typed without a problem
     * @param parts what a preset can fill in
     */
    PresetInput(Presets presets, CommandInput command, Supplier<ServiceSpec> typed, List<FormPart> parts) {
        this.presets = presets;
        this.command = command;
        this.typed = typed;
        this.parts = parts;
        command.text().valueProperty().addListener(changed -> propose());
        command.underProxyProperty().addListener(changed -> propose());
    }

    List<Presets.Choice> choices() {
        return presets.ofServices();
    }

    /** The preset that would say more of what is typed than the form does. */
    ReadOnlyObjectProperty<Optional<Preset>> proposalProperty() {
        return proposal.getReadOnlyProperty();
    }

    private void propose() {
        proposal.set(
                command.changed() ? command.command().flatMap(this::fitting).filter(this::saysMore) : Optional.empty());
    }

    private Optional<Preset> fitting(Command known) {
        try {
            return presets.fitting(
                    known instanceof Command.Words words ? words.words() : CommandWords.parse(known.display()));
        } catch (CommandWords.UnclosedQuoteException stillBeingTyped) {
            return Optional.empty();
        }
    }

    private boolean saysMore(Preset preset) {
        ServiceSpec service = typed.get();
        return !PresetFiles.completed(service, preset).equals(service)
                || !PresetFiles.inForeground(service.command(), preset).equals(service.command());
    }

    /** What in the typed command sends the program to the background; empty where nothing does. */
    Optional<String> leaving() {
        return proposal.get().flatMap(preset -> PresetFiles.leaving(typed.get().command(), preset));
    }

    /** Fills in what is proposed, where the form says nothing itself. */
    void accept() {
        proposal.get().ifPresent(preset -> {
            ServiceSpec service = typed.get();
            Command stays = PresetFiles.inForeground(service.command(), preset);
            fill(PresetFiles.completed(service.withCommand(stays), preset));
            if (!stays.equals(service.command())) {
                command.show(Optional.of(stays));
            }
            propose();
        });
    }

    /** Begins anew with a preset's own command. */
    void begin(Preset preset) {
        command.show(Optional.of(preset.service().command()));
        fill(PresetFiles.begun(preset));
        propose();
    }

    private void fill(ServiceSpec service) {
        parts.forEach(part -> part.show(service));
    }
}
