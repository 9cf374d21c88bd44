package controlfreak.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.status.ProxyStatus.Ability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacedCommandsTest {
    private final List<Integer> sent = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final PacedCommands queue = new PacedCommands(line -> sent.add(line.length));

    private void start(String service, int length) {
        queue.start(service, new byte[length], Optional.empty(), reason -> refused.add(service));
    }

    private void startWithRights(String service) {
        queue.start(service, new byte[200], Optional.of(Ability.RIGHTS), reason -> refused.add(service));
    }

    @Test
    void sendsNoMoreThanEightKilobytesAheadOfTheAnswers() {
        for (int i = 0; i < 5; i++) {
            start("s" + i, 3000);
        }
        assertThat(sent).hasSize(2);
        queue.answered("s0");
        assertThat(sent).hasSize(3);
        queue.answered("s2");
        assertThat(sent).hasSize(5);
    }

    @Test
    void anAnswerSpeaksForAllThatCameBeforeIt() {
        start("a", 4000);
        start("b", 4000);
        start("c", 4000);
        queue.answered("b");
        assertThat(sent).hasSize(3);
    }

    @Test
    void keepsTheOrder() {
        start("a", 4000);
        start("b", 4000);
        start("c", 3000);
        queue.command("a", new byte[10]);
        assertThat(sent).containsExactly(4000, 4000);
        queue.answered("b");
        assertThat(sent).containsExactly(4000, 4000, 3000, 10);
    }

    @Test
    void aCommandThatIsTooLongWaitsUntilTheVersionIsKnown() {
        start("long", 5000);
        start("next", 100);
        queue.command("long", new byte[10]);
        assertThat(sent).containsExactly(100);
        queue.takesAnything(Set.of());
        assertThat(sent).containsExactly(100, 5000, 10);
        assertThat(refused).isEmpty();
    }

    @Test
    void whatNotEveryProxyCanDoWaitsUntilThisOneIsKnown() {
        startWithRights("guest");
        assertThat(sent).isEmpty();
        queue.takesAnything(Set.of(Ability.RIGHTS));
        assertThat(sent).containsExactly(200);
        assertThat(refused).isEmpty();
    }

    @Test
    void itIsNeverSentToAProxyThatWouldNotLookAtIt() {
        startWithRights("guest");
        start("next", 100);
        queue.answered("next");
        queue.takesAnything(Set.of(Ability.INPUT));
        startWithRights("another");
        assertThat(sent).containsExactly(100);
        assertThat(refused).containsExactly("guest", "another");
    }

    @Test
    void aCommandThatIsTooLongForVersion1IsRefused() {
        start("first", 100);
        start("long", 5000);
        start("next", 100);
        queue.answered("first");
        assertThat(refused).containsExactly("long");
        assertThat(sent).containsExactly(100, 100);
    }

    @Test
    void aCommandOfExactlyAnAtomicWriteIsSent() {
        start("a", PacedCommands.LONGEST);
        assertThat(sent).containsExactly(PacedCommands.LONGEST);
    }

    @Test
    void version2TakesAnyNumber() {
        queue.takesAnything(Set.of());
        for (int i = 0; i < 100; i++) {
            start("s" + i, 3000);
        }
        assertThat(sent).hasSize(100);
    }

    @Test
    void whatWasNotSentCanBeTakenBack() {
        start("a", 4000);
        start("b", 4000);
        start("c", 4000);
        assertThat(queue.withdraw("c")).isTrue();
        assertThat(queue.withdraw("a")).isFalse();
        queue.answered("b");
        assertThat(sent).hasSize(2);
    }

    @Test
    void anAnswerForNobodyChangesNothing() {
        start("a", 4000);
        start("b", 4000);
        start("c", 4000);
        queue.answered("stranger");
        assertThat(sent).hasSize(2);
    }
}
