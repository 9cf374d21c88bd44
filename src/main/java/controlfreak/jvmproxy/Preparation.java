package controlfreak.jvmproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the proxy does before it is ready: it gets the archive, or goes without. Main thread only. */
final class Preparation {
    private final Options options;
    private final Training training;
    private final Map<String, String> environment;
    private final Consumer<String> complaints;
    private boolean trained;

    Preparation(Options options, Training training, Map<String, String> environment, Consumer<String> complaints) {
        this.options = options;
        this.training = training;
        this.environment = environment;
        this.complaints = complaints;
    }

    /** The archive of the application; empty, and said why, where there can be none. */
    Optional<ArchiveFile> archive() throws InterruptedException {
        Optional<String> hindrance = hindrance();
        if (hindrance.isPresent()) {
            complaints.accept("Services start without an archive of the application: " + hindrance.get());
            return Optional.empty();
        }
        try {
            return Optional.of(ArchiveStore.ofUser(environment)
                    .obtain(options.archive(), facts(), new FitTest(options, said()), this::train));
        } catch (IOException noArchive) {
            complaints.accept("Services start without an archive of the application: " + noArchive.getMessage());
            return Optional.empty();
        }
    }

    /** Whether the application had to be run for it. */
    boolean hasTrained() {
        return trained;
    }

    private void train(Path file) throws IOException, InterruptedException {
        trained = true;
        training.run(options.archive(), file);
    }

    private Optional<String> hindrance() {
        if (!options.train()) {
            return Optional.of("--no-train was given");
        }
        if (options.classPath().isEmpty()) {
            return Optional.of("no --class-path was given");
        }
        if (options.main().isEmpty()) {
            return Optional.of("there is nothing to run for training; name the class with --main");
        }
        if (LeanFlags.nameAnArchive(said().stream())) {
            return Optional.of("a --java-option or a variable already speaks of archives");
        }
        return options.classPath()
                .folder()
                .map(folder -> "it cannot hold the classes of a folder; make a jar of " + folder);
    }

    /** What the operator has said to all JVMs of this proxy. */
    private List<String> said() {
        List<String> said = new ArrayList<>(JavaVariables.options(environment));
        said.addAll(options.javaOptions());
        return said;
    }

    private List<String> facts() throws IOException {
        List<String> facts =
                new ArrayList<>(List.of(Jdk.identity(), options.archive().name()));
        facts.addAll(LeanFlags.without(said()));
        facts.addAll(said());
        facts.addAll(options.classPath().contents());
        facts.add(options.main().orElse(""));
        facts.addAll(options.trainingArguments());
        facts.add(options.exercise().orElse(""));
        return facts;
    }
}
