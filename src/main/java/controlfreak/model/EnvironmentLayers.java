package controlfreak.model;

import controlfreak.model.EffectiveEnvironment.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays what levels say of variables over each other, the weakest first, each over its own files. One thread. */
public final class EnvironmentLayers {
    /** Tells what files say; nothing blocks. */
    @FunctionalInterface
    public interface Files {
        /** @param below what references in it find besides its own variables */
        FileVariables of(EnvironmentFile file, Map<String, String> below);
    }

    private final Map<String, String> inherited;
    private final Files files;
    private final List<Layer> layers = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    /** @param inherited what is below all levels */
    public EnvironmentLayers(Map<String, String> inherited, Files files) {
        this.inherited = inherited;
        this.files = files;
    }

    public EnvironmentLayers add(Origin origin, Environment own) {
        layers.add(new Layer(origin, own));
        return this;
    }

    /** Adds a level: its files, the later ones stronger, then its own word. */
    public EnvironmentLayers add(Origin origin, List<EnvironmentFile> its, Environment own) {
        for (EnvironmentFile file : its) {
            FileVariables said = files.of(file, values());
            boolean isFine = said.isMissing() && file.optional();
            problem = problem.or(() -> said.problem().filter(wrong -> !isFine));
            layers.add(new Layer(origin, said.variables(), Optional.of(said)));
        }
        return add(origin, own);
    }

    public EffectiveEnvironment effective() {
        return EffectiveEnvironment.of(inherited, layers);
    }

    /** What a process gets. */
    public Map<String, String> values() {
        return effective().values();
    }

    /** What a process gets beyond what is below all levels, or gets no more: as one level would say it. */
    public Environment added() {
        Environment all = Environment.EMPTY;
        for (Layer layer : layers) {
            all = all.and(layer.environment());
        }
        return all;
    }

    /** Why nothing can be started with these, in a sentence; empty where something can. */
    public Optional<String> problem() {
        return problem;
    }
}
