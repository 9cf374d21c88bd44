package controlfreak.ui.form.command;

import controlfreak.model.Command;
import controlfreak.model.ServiceSpec;
import controlfreak.ui.form.field.FormPart;
import controlfreak.workspace.PresetFiles;
import controlfreak.workspace.preset.Preset;
import controlfreak.workspace.preset.Presets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Proposes what fits a well-known program, once its command is typed, and fills it in. FX thread only. */
public final class PresetInput {
    private final Presets presets;
    private final CommandInput command;
    private final Supplier<ServiceSpec> typed;
    private final List<FormPart> parts;
    private final VariablesInput variables;
    private final ReadOnlyObjectWrapper<Optional<Preset>> proposal = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param typed the service as far as it is typed without a problem
     * @param parts what a preset can fill in
     * @param variables is told which the program reads
     */
    public PresetInput(
            Presets presets,
            CommandInput command,
            Supplier<ServiceSpec> typed,
            List<FormPart> parts,
            VariablesInput variables) {
        this.presets = presets;
        this.command = command;
        this.typed = typed;
        this.parts = parts;
        this.variables = variables;
        command.text().valueProperty().addListener(changed -> propose());
        command.underProxyProperty().addListener(changed -> propose());
    }

    public List<Presets.Choice> choices() {
        return presets.ofServices();
    }

    /** The preset that would say more of what is typed than the form does. */
    public ReadOnlyObjectProperty<Optional<Preset>> proposalProperty() {
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
        return !variables.areOffered(preset.notes())
                || !PresetFiles.completed(service, preset).equals(service)
                || !PresetFiles.inForeground(service.command(), preset).equals(service.command());
    }

    /** What in the typed command sends the program to the background; empty where nothing does. */
    public Optional<String> leaving() {
        return proposal.get().flatMap(preset -> PresetFiles.leaving(typed.get().command(), preset));
    }

    /** Fills in what is proposed, where the form says nothing itself. */
    public void accept() {
        proposal.get().ifPresent(preset -> {
            ServiceSpec service = typed.get();
            Command stays = PresetFiles.inForeground(service.command(), preset);
            fill(PresetFiles.completed(service.withCommand(stays), preset));
            variables.offer(preset.notes());
            if (!stays.equals(service.command())) {
                command.show(Optional.of(stays));
            }
            propose();
        });
    }

    /** Begins anew with a preset's own command. */
    public void begin(Preset preset) {
        command.show(Optional.of(preset.service().command()));
        fill(PresetFiles.begun(preset));
        variables.offer(preset.notes());
        propose();
    }

    /** Shows what a service says, as if it had been typed. */
    public void fill(ServiceSpec service) {
        parts.forEach(part -> part.show(service));
    }
}
