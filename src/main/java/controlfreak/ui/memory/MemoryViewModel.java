package controlfreak.ui.memory;

import controlfreak.figures.Advice;
import controlfreak.figures.Group;
import controlfreak.figures.GroupFigures;
import controlfreak.figures.GroupFigures.Worker;
import controlfreak.figures.MemoryHistory;
import controlfreak.figures.Snapshot;
import controlfreak.figures.Subject;
import controlfreak.figures.WhatIf;
import controlfreak.ui.fx.MemoryText;
import controlfreak.ui.fx.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

/** What the memory pane says of a proxy's group, or of the whole workspace. FX thread only. */
public final class MemoryViewModel {
    private record Dismissed(Advice.Kind kind, String subject) {}

    private final ReadOnlyObjectWrapper<MemoryPage> page = new ReadOnlyObjectWrapper<>(MemoryPage.NOTHING);
    private final IntegerProperty workers = new SimpleIntegerProperty(1);
    private final Set<Dismissed> dismissed = new HashSet<>();
    private Snapshot snapshot = Snapshot.NONE;
    private Optional<String> proxy = Optional.empty();
    private Optional<Subject> selected = Optional.empty();
    private Optional<Advice> advice = Optional.empty();
    private boolean workersChosen;

    public MemoryViewModel() {
        workers.addListener(number -> update());
    }

    /** Takes in what the sampler brings. */
    public void take(Snapshot next) {
        snapshot = next;
        update();
    }

    /**
     * Shows a group.
     *
     * @param newProxy the group's proxy; empty for the whole workspace
     * @param newSelected the process that is selected in it
     */
    public void show(Optional<String> newProxy, Optional<Subject> newSelected) {
        if (!newProxy.equals(proxy)) {
            workersChosen = false;
        }
        proxy = newProxy;
        selected = newSelected;
        update();
    }

    ReadOnlyObjectProperty<MemoryPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** The number of workers that is asked about. */
    IntegerProperty workersProperty() {
        return workers;
    }

    /** Someone has chosen a number, so it no longer follows the number that there is. */
    void chooseWorkers(int number) {
        workersChosen = true;
        workers.set(number);
    }

    /** Does not say this again of the same subject. */
    void dismissAdvice() {
        advice.ifPresent(shown -> dismissed.add(new Dismissed(shown.kind(), shown.subject())));
        update();
    }

    private void update() {
        page.set(proxy.map(this::ofProxy).orElseGet(this::ofWorkspace));
    }

    private MemoryPage ofWorkspace() {
        advice = Optional.empty();
        OptionalLong saved = snapshot.totals().saved();
        if (snapshot.totals().read() == 0) {
            return nothing(snapshot.totals().hidden() > 0, Texts.text("memory.none"));
        }
        List<MemoryHistory.Point> points = snapshot.workspace().points();
        long lost = snapshot.groups().values().stream()
                .mapToLong(group -> group.figures().lost())
                .sum();
        return page(
                Texts.text(
                        "memory.workspace",
                        snapshot.totals().read(),
                        MemoryText.of(snapshot.totals().total())),
                new MemoryPage.Amounts(
                        MemoryText.of(snapshot.totals().total()),
                        text(saved),
                        saved.isEmpty() ? text(saved) : MemoryText.of(lost),
                        MemoryText.of(snapshot.totals().rss())),
                points.isEmpty() ? MemoryHistory.EMPTY : snapshot.workspace(),
                "");
    }

    private MemoryPage ofProxy(String name) {
        Group group = snapshot.groups().getOrDefault(name, Group.EMPTY);
        GroupFigures figures = group.figures();
        advice = Advice.of(name, figures).stream()
                .filter(one -> !dismissed.contains(new Dismissed(one.kind(), one.subject())))
                .findFirst();
        if (figures.isEmpty()) {
            boolean hidden = snapshot.readings().values().stream()
                    .anyMatch(reading -> reading.proxy().equals(proxy) && !reading.memoryTold());
            return nothing(hidden, Texts.text("memory.none.proxy", name));
        }
        int count = figures.workers().size();
        if (!workersChosen) {
            workers.set(count + 1);
        }
        OptionalLong saved = figures.saved();
        return page(
                sentence(name, figures),
                new MemoryPage.Amounts(
                        MemoryText.of(figures.total()),
                        text(saved),
                        saved.isEmpty() ? text(saved) : MemoryText.of(figures.lost()),
                        MemoryText.of(figures.rss())),
                group.history(),
                WhatIf.of(figures, workers.get())
                        .map(estimate -> Texts.text(
                                "memory.whatif", MemoryText.of(estimate.shared()), MemoryText.of(estimate.apart())))
                        .orElse(""));
    }

    private MemoryPage page(String sentence, MemoryPage.Amounts amounts, MemoryHistory history, String estimate) {
        return new MemoryPage(
                sentence,
                selected.flatMap(this::detail).orElse(""),
                Optional.of(amounts),
                history,
                snapshot.machine(),
                estimate,
                advice.map(MemoryViewModel::sentence).orElse(""));
    }

    private static MemoryPage nothing(boolean hidden, String otherwise) {
        return new MemoryPage(
                hidden ? Texts.text("memory.hidden") : otherwise,
                "",
                Optional.empty(),
                MemoryHistory.EMPTY,
                OptionalLong.empty(),
                "",
                "");
    }

    private static String text(OptionalLong amount) {
        return amount.isPresent() ? MemoryText.of(amount.getAsLong()) : Texts.text("figures.hidden");
    }

    private static String sentence(String name, GroupFigures figures) {
        int count = figures.workers().size();
        OptionalLong saved = figures.saved();
        String total = MemoryText.of(figures.total());
        return saved.isEmpty() || count == 0
                ? Texts.text("memory.proxy.alone", name, total)
                : Texts.text("memory.proxy", name, count, total, MemoryText.of(figures.total() + saved.getAsLong()));
    }

    /** What the selected process takes of it. */
    private Optional<String> detail(Subject process) {
        return Optional.ofNullable(snapshot.readings().get(process))
                .flatMap(reading -> reading.memory().map(memory -> {
                    long copied = worker(process).map(Worker::copied).orElse(0L);
                    return Texts.text(
                            copied > 0 ? "memory.detail.copied" : "memory.detail",
                            process.name(),
                            MemoryText.of(memory.own()),
                            MemoryText.of(memory.shared()),
                            MemoryText.of(copied));
                }));
    }

    private Optional<Worker> worker(Subject process) {
        return proxy.map(name -> snapshot.groups().getOrDefault(name, Group.EMPTY)).stream()
                .flatMap(group -> group.figures().workers().stream())
                .filter(worker -> new Subject.OfService(worker.id()).equals(process))
                .findFirst();
    }

    private static String sentence(Advice advice) {
        return Texts.text(
                "memory.advice." + advice.kind().name().toLowerCase(Locale.ROOT),
                advice.subject(),
                MemoryText.of(advice.bytes()),
                MemoryText.of(advice.others()),
                MemoryText.of(advice.others() - advice.bytes()));
    }
}
