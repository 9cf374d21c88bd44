package controlfreak.ui.main.rows;

import controlfreak.log.text.AddressInUse;
import controlfreak.model.ExitStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One line of the table; lives as long as what it stands for. FX thread only. */
public abstract class Row {
    private final RowKey key;
    private final ReadOnlyObjectWrapper<RowFacts> facts = new ReadOnlyObjectWrapper<>(RowFacts.NOTHING);
    private RowFigures figures = RowFigures.NONE;
    private String result = "";
    private String lastWords = "";

    Row(RowKey key) {
        this.key = key;
    }

    public final RowKey key() {
        return key;
    }

    public final RowFacts facts() {
        return facts.get();
    }

    public final ReadOnlyObjectProperty<RowFacts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** The rows below it, in the workspace's order. */
    public abstract List<? extends Row> children();

    /** Those below it that have none below them, or itself. */
    final Stream<Row> leaves() {
        return children().isEmpty() ? Stream.of(this) : children().stream().flatMap(Row::leaves);
    }

    /** Whether a process of it may exist. */
    public abstract boolean isLive();

    /** Whether the workspace no longer mentions it; it is shown until its process is gone. */
    public abstract boolean isLeaving();

    /** Is no longer mentioned, and keeps below it what is neither and still lives. */
    abstract void leave(Set<RowKey> mentioned);

    /** Those of some rows that are no longer mentioned and whose processes are not gone yet. */
    static <R extends Row> List<R> leaving(List<R> rows, Set<RowKey> mentioned) {
        List<R> leaving = rows.stream()
                .filter(row -> !mentioned.contains(row.key()) && row.isLive())
                .toList();
        leaving.forEach(row -> row.leave(mentioned));
        return leaving;
    }

    final RowFigures figures() {
        return figures;
    }

    /** Sets its figures; whether they are others than before. */
    final boolean setFigures(RowFigures now) {
        boolean changed = !now.equals(figures);
        figures = now;
        return changed;
    }

    /** Why the last thing that was asked of it was not done; empty where it was. */
    final String result() {
        return result;
    }

    final void setResult(String reason) {
        result = reason;
    }

    /** What its last run said of why it failed; empty where it said nothing, or goes on. */
    final String lastWords() {
        return lastWords;
    }

    /** Whether it has failed because its process ended by itself, so that its log may say why. */
    boolean hasFailedByItself() {
        return false;
    }

    /** The port that it could not have: as its log says, or else the only one that it is said to take. */
    private Optional<Integer> wantedPort(AddressInUse address) {
        Set<Integer> declared = declaredPorts();
        return address.port().isPresent()
                ? Optional.of(address.port().getAsInt())
                : declared.stream().filter(port -> declared.size() == 1).findFirst();
    }

    Set<Integer> declaredPorts() {
        return Set.of();
    }

    /** Whether what was said then still tells why it is as it is. */
    boolean isStillFailing() {
        return false;
    }

    /**
     * Finds out what its last run said, or forgets it where all is well again.
     *
     * @param all among whom is who holds what it could not have
     */
    final void hear(RowsSource source, Collection<Row> all) {
        if (hasFailedByItself()) {
            String holder = source.addressInUse(key)
                    .flatMap(this::wantedPort)
                    .map(port -> " · " + PortHolders.words(port, this, all))
                    .orElse("");
            lastWords = source.lastWords(key).map(words -> words + holder).orElse(lastWords);
        } else if (!isStillFailing()) {
            lastWords = "";
        }
    }

    /** Why it failed, the line that says it first. */
    final String withLastWords(String cause) {
        return Stream.of(lastWords, cause).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** Whether an end is what a cause tells of, and not that there was no run at all. */
    static boolean isOf(Optional<ExitStatus> exit, String cause) {
        return exit.filter(end -> !end.isNormal())
                .filter(end -> cause.isEmpty() || cause.contains(end.text()))
                .isPresent();
    }

    /** Its own figures among all that there are. */
    abstract RowFigures figuresIn(FiguresSource source);

    /** Says anew what is so. */
    abstract void refresh();

    /** Begins to count its restarts anew. */
    void setBackRestarts(Instant now) {
        children().forEach(row -> row.setBackRestarts(now));
    }

    /** The operator has looked at it. */
    abstract void seen();

    final void show(RowFacts now) {
        if (!now.equals(facts.get())) {
            facts.set(now);
        }
    }
}
