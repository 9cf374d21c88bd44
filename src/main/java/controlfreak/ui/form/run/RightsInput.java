package controlfreak.ui.form.run;

import controlfreak.model.ServiceSpec;
import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.LimitText;
import controlfreak.model.rights.RunAs;
import controlfreak.ui.form.field.FormPart;
import controlfreak.ui.form.field.ListInput;
import controlfreak.ui.form.field.Numbers;
import controlfreak.ui.form.field.TextInput;
import controlfreak.ui.fx.RightsWords;
import controlfreak.ui.fx.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * As whom a service runs and how much it may take, as an operator edits it; what is left empty is as the panel has it.
 * FX thread only.
 */
public final class RightsInput implements FormPart {
    private static final Pattern UMASK = Pattern.compile("0?[0-7]{1,3}");
    private static final Pattern LIMIT =
            Pattern.compile("([a-z]+)\\s*[ =]\\s*([0-9KMGT]+|unlimited)(?:\\s*:\\s*(\\S+))?");

    /** @param amount soft and hard */
    private record Bound(Limit limit, LimitRange amount) {
        String text() {
            return RightsWords.of(limit, amount);
        }
    }

    private final RunAs initial;
    private final TextInput user;
    private final TextInput group;
    private final TextInput umask;
    private final TextInput nice;
    private final TextInput oomScoreAdj;
    private final ListInput<Bound> limits;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();

    public RightsInput(RunAs initial) {
        this.initial = initial;
        user = TextInput.singleLine(initial.user().orElse(""), RightsInput::userProblem);
        group = TextInput.singleLine(initial.group().orElse(""), RightsInput::groupProblem);
        umask = TextInput.singleLine(umask(initial), RightsInput::umaskProblem);
        nice = TextInput.singleLine(
                number(initial.nice()), typed -> numberProblem(typed, RunAs.MIN_NICE, RunAs.MAX_NICE));
        oomScoreAdj = TextInput.singleLine(
                number(initial.oomScoreAdj()), typed -> numberProblem(typed, -RunAs.MAX_OOM, RunAs.MAX_OOM));
        limits = ListInput.withCommas(bounds(initial), Bound::text, RightsInput::bound, RightsInput::twice);
        inputs().forEach(input -> input.valueProperty().addListener(changed -> describe()));
        describe();
    }

    private static String umask(RunAs as) {
        return as.umask().map(mask -> String.format("%04o", mask)).orElse("");
    }

    private static String number(Optional<Integer> number) {
        return number.map(value -> Integer.toString(value)).orElse("");
    }

    private static List<Bound> bounds(RunAs as) {
        return as.limits().entrySet().stream()
                .map(entry -> new Bound(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Optional<String> userProblem(String typed) {
        return problem(() -> RunAs.PANEL.withUser(some(typed)));
    }

    private static Optional<String> groupProblem(String typed) {
        return problem(() -> RunAs.PANEL.withGroup(some(typed)));
    }

    private static Optional<String> problem(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> umaskProblem(String typed) {
        boolean isRight = typed.isBlank() || UMASK.matcher(typed.strip()).matches();
        return isRight ? Optional.empty() : Optional.of(Texts.text("form.rights.umask.problem"));
    }

    private static Optional<String> numberProblem(String typed, int least, int most) {
        return typed.isBlank() ? Optional.empty() : Numbers.problem(typed, least, most);
    }

    private static Bound bound(String item) {
        Matcher matcher = LIMIT.matcher(item);
        Optional<Limit> limit = matcher.matches() ? Limit.of(matcher.group(1)) : Optional.empty();
        Optional<Long> soft = limit.flatMap(known -> LimitText.read(matcher.group(2)));
        Optional<Long> hard = soft.isPresent() && matcher.group(3) != null
                ? LimitText.read(matcher.group(3))
                : soft.map(amount -> LimitRange.UNLIMITED);
        if (soft.isEmpty() || hard.isEmpty()) {
            throw new IllegalArgumentException(Texts.text("form.rights.limits.problem", item));
        }
        OptionalLong given = matcher.group(3) == null ? OptionalLong.empty() : OptionalLong.of(hard.get());
        return new Bound(limit.orElseThrow(), new LimitRange(soft.get(), given));
    }

    private static Optional<String> twice(List<Bound> bounds) {
        List<Limit> named = bounds.stream().map(Bound::limit).toList();
        return named.stream()
                .filter(limit -> named.indexOf(limit) != named.lastIndexOf(limit))
                .findFirst()
                .map(limit -> Texts.text("form.rights.limits.twice", limit.word()));
    }

    private static Optional<String> some(String typed) {
        return Optional.of(typed.strip()).filter(text -> !text.isEmpty());
    }

    public TextInput user() {
        return user;
    }

    public TextInput group() {
        return group;
    }

    /** In octal digits. */
    public TextInput umask() {
        return umask;
    }

    public TextInput nice() {
        return nice;
    }

    public TextInput oomScoreAdj() {
        return oomScoreAdj;
    }

    /** Words of limits.conf with commas between: {@code nofile 65536, as 1G:2G}. */
    public TextInput limits() {
        return limits.text();
    }

    /** All that in words. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    @Override
    public List<TextInput> inputs() {
        return List.of(user, group, umask, nice, oomScoreAdj, limits());
    }

    @Override
    public boolean changed() {
        return inputs().stream().anyMatch(TextInput::changed);
    }

    @Override
    public void show(ServiceSpec service) {
        RunAs as = service.runAs();
        user.valueProperty().set(as.user().orElse(""));
        group.valueProperty().set(as.group().orElse(""));
        umask.valueProperty().set(umask(as));
        nice.valueProperty().set(number(as.nice()));
        oomScoreAdj.valueProperty().set(number(as.oomScoreAdj()));
        limits.show(bounds(as));
    }

    @Override
    public void fill(ServiceSpec.Draft service) {
        service.runAs = typed();
    }

    private RunAs typed() {
        Map<Limit, LimitRange> amounts = new LinkedHashMap<>();
        limits.items().forEach(bound -> amounts.put(bound.limit(), bound.amount()));
        return new RunAs(
                user.changed() ? some(user.value()) : initial.user(),
                group.changed() ? some(group.value()) : initial.group(),
                some(umask.value()).map(text -> Integer.parseInt(text, 8)),
                amounts,
                some(nice.value()).map(Integer::parseInt),
                some(oomScoreAdj.value()).map(Integer::parseInt));
    }

    private void describe() {
        Function<RunAs, String> inWords = as -> as.equals(RunAs.PANEL)
                ? Texts.text("form.rights.panel")
                : Texts.text("form.rights.words", RightsWords.of(as));
        try {
            words.set(inWords.apply(typed()));
        } catch (IllegalArgumentException stillBeingTyped) {
            words.set(Texts.text("form.rights.unclear"));
        }
    }
}
