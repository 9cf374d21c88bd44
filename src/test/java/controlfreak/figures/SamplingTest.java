package controlfreak.figures;

import static controlfreak.figures.Samples.mb;
import static controlfreak.figures.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.figures.MemoryHistory.Kind;
import controlfreak.figures.MemoryHistory.Mark;
import controlfreak.model.status.ProxyGeneration.Template;
import controlfreak.process.CpuSample;
import controlfreak.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SamplingTest extends SamplingFixture {
    private static Template template(String worker, long pid) {
        return new Template(worker, Instant.EPOCH, OptionalLong.of(pid), OptionalLong.empty());
    }

    private void use(long pid, Duration cpu) {
        CpuSample before = system.cpu.get(pid);
        system.cpu.put(pid, new CpuSample(before.identity(), before.nanos() + cpu.toNanos(), 0, false));
    }

    @Test
    void tellsTheUseOfCpuFromOneSecondToTheNext() {
        startShop(1);
        assertThat(round().readings().get(web(1)).cpu()).isEmpty();
        use(1001, Duration.ofMillis(250));
        assertThat(round().readings().get(web(1)).cpu()).hasValue(0.25);
        assertThat(round().readings().get(web(1)).cpu()).hasValue(0);
    }

    private void pause(long pid, boolean paused) {
        CpuSample before = system.cpu.get(pid);
        system.cpu.put(pid, new CpuSample(before.identity(), before.nanos(), before.faults(), paused));
    }

    @Test
    void tellsWhoWasPaused() {
        startShop(2);
        round();
        pause(1001, true);
        Snapshot paused = round();
        assertThat(paused.readings().get(web(1)).paused()).isTrue();
        assertThat(paused.readings().get(web(2)).paused()).isFalse();
        pause(1001, false);
        assertThat(round().readings().get(web(1)).paused()).isFalse();
    }

    @Test
    void reckonsTheGroup() {
        startShop(2);
        Group shop = rounds(2).groups().get("shop");
        assertThat(shop.figures().saved()).hasValue(mb(180));
        assertThat(shop.figures().lost()).isEqualTo(mb(20));
        assertThat(shop.history().points()).hasSize(1);
        assertThat(rounds(10).totals().total()).isEqualTo(mb(120));
    }

    @Test
    void reckonsCopiesByWhatTheProxyHadWhenItForked() {
        start(new Subject.OfProxy("shop"), 1000);
        system.put(1000, sample(10, 10, 10));
        rounds(2);
        startShop(1);
        assertThat(rounds(12).groups().get("shop").figures().lost()).isEqualTo(mb(10));
    }

    @Test
    void countsAllOfAProcessGroup() {
        startShop(1);
        system.groups.put(1001L, List.of(1001L, 3001L, 3002L));
        system.put(3001, sample(50, 50, 50));
        system.put(3002, sample(20, 20, 20));
        rounds(2);
        use(1001, Duration.ofMillis(250));
        use(3002, Duration.ofMillis(500));
        Reading web = round().readings().get(web(1));
        assertThat(web.processes()).isEqualTo(3);
        assertThat(web.cpu()).hasValue(0.75);
        assertThat(web.memory()).contains(sample(170, 110, 80));
        assertThat(rounds(10).groups().get("shop").figures().lost())
                .as("what it started itself has copied nothing")
                .isEqualTo(mb(10));
    }

    @Test
    void countsAWorkerThatStaysInItsProxysGroupOnce() {
        startShop(2);
        system.groups.put(1000L, List.of(1000L, 1001L, 1002L, 3001L));
        system.put(3001, sample(20, 20, 20));
        GroupFigures shop = rounds(2).groups().get("shop").figures();
        assertThat(shop.proxy()).contains(sample(120, 60, 30));
        assertThat(shop.total()).isEqualTo(mb(60 + 2 * 40));
    }

    @Test
    void countsAProcessOfAGroupNoLongerThanItLives() {
        startShop(1);
        system.groups.put(1001L, List.of(1001L, 3001L));
        system.put(3001, sample(50, 50, 50));
        rounds(2);
        system.cpu.remove(3001L);
        Reading web = round().readings().get(web(1));
        assertThat(web.processes()).isEqualTo(1);
        assertThat(web.memory()).contains(sample(100, 40, 10));

        system.groups.put(1001L, List.of(1001L));
        system.put(3001, sample(50, 50, 50));
        assertThat(rounds(20).readings().get(web(1)).processes())
                .as("another has its number now")
                .isEqualTo(1);
    }

    @Test
    void findsWhatAProcessHasStartedSinceItWasLookedAt() {
        startShop(1);
        rounds(5);
        system.groups.put(1001L, List.of(1001L, 3001L));
        system.put(3001, sample(50, 50, 50));
        assertThat(rounds(32).readings().get(web(1)).memory()).contains(sample(150, 90, 60));
    }

    @Test
    void countsTheTemplateAsAPartOfTheProxyAndCopiesFromWhatItHas() {
        startShop(0);
        templates.put("shop", template("web-1", 5000));
        system.groups.put(5000L, List.of(5000L));
        system.put(5000, sample(130, 60, 20));
        rounds(3);
        start(web(2), 1002);
        system.put(1002, sample(130, 60, 30));
        Snapshot last = rounds(25);
        GroupFigures shop = last.groups().get("shop").figures();
        assertThat(shop.proxy().orElseThrow().pss()).isEqualTo(mb(100));
        assertThat(shop.total()).isEqualTo(mb(160));
        assertThat(shop.lost()).as("it began with the template's 130 MB").isEqualTo(mb(30));

        templates.clear();
        system.cpu.remove(5000L);
        assertThat(rounds(12).groups().get("shop").figures().proxy()).contains(sample(100, 40, 10));
    }

    @Test
    void tellsNothingOfAProcessThatHasANumberOfBefore() {
        startShop(1);
        rounds(3);
        system.cpu.put(1001L, new CpuSample(new ProcessIdentity(1001, 77), 5_000_000_000L, 0, false));
        system.memory.put(1001L, sample(900, 900, 900));
        Reading reading = rounds(1).readings().get(web(1));
        assertThat(reading.cpu()).hasValue(0);
        Instant readAt = reading.cpuAt();
        assertThat(rounds(3).readings().get(web(1)).cpuAt()).isEqualTo(readAt);
    }

    @Test
    void knowsAnotherProcessByItsStartThoughItHasTheSameNumber() {
        startShop(1);
        rounds(3);
        use(1001, Duration.ofSeconds(100));
        live.set(1, new LiveProcess(web(1), Optional.of("shop"), 1001, Instant.EPOCH));
        assertThat(round().readings().get(web(1)).cpu()).isEmpty();
    }

    @Test
    void saysWhatTheSystemDoesNotTell() {
        startShop(2);
        system.hidden.add(1001L);
        system.cpu.remove(1002L);
        Snapshot snapshot = rounds(2);
        assertThat(snapshot.readings().get(web(1)).memoryTold()).isFalse();
        assertThat(snapshot.readings().get(web(1)).cpuTold()).isTrue();
        assertThat(snapshot.readings().get(web(2)).cpuTold()).isFalse();
        assertThat(snapshot.readings().get(web(2)).memoryTold()).isFalse();
        assertThat(snapshot.totals().hidden()).isEqualTo(2);
        assertThat(snapshot.totals().read()).isEqualTo(1);
    }

    @Test
    void marksStartsAndRestarts() {
        startShop(2);
        round();
        start(web(1), 2001);
        Instant restarted = meter.now().plusSeconds(1);
        MemoryHistory history = round().groups().get("shop").history();
        assertThat(history.marks())
                .containsExactly(
                        new Mark(MeterStandIn.START.plusSeconds(1), Kind.LOADED, List.of("shop")),
                        new Mark(MeterStandIn.START.plusSeconds(1), Kind.STARTED, List.of("web-1", "web-2")),
                        new Mark(restarted, Kind.RESTARTED, List.of("web-1")));
    }

    @Test
    void marksAProxysNewProcessThatTookOverAndTheTemplateThatItForksFrom() {
        startShop(2);
        round();
        templates.put("shop", template("web-2", 5000));
        round();
        start(new Subject.OfProxy("shop"), 3000);
        templates.clear();
        round();
        start(new Subject.OfProxy("shop"), 1000);
        List<Mark> marks = round().groups().get("shop").history().marks();
        assertThat(marks)
                .extracting(Mark::kind)
                .containsExactly(Kind.LOADED, Kind.STARTED, Kind.REFORKED, Kind.RECYCLED);
        assertThat(marks).extracting(Mark::names).endsWith(List.of("web-2"), List.of("shop"));
    }

    @Test
    void takesALateStartForNoRestart() {
        startShop(1);
        round();
        live.remove(1);
        rounds(12);
        start(web(1), 2001);
        List<Mark> marks = round().groups().get("shop").history().marks();
        assertThat(marks.get(marks.size() - 1).kind()).isEqualTo(Kind.STARTED);
    }
}
