package controlfreak.process.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.RunAs;
import controlfreak.process.LaunchException;
import controlfreak.process.Prelude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is known not to work is refused with its reason, before anything is started. */
@EnabledOnOs(OS.LINUX)
class SystemPrivilegesTest {
    private static final Map<Limit, LimitRange> OWN = Map.of(
            Limit.NOFILE, new LimitRange(1024, OptionalLong.of(4096)),
            Limit.NICE, new LimitRange(0, OptionalLong.of(0)));
    private static final SystemPrivileges ROOT = new SystemPrivileges(() -> new Powers(true, true, true, OWN, 0, 0));
    private static final SystemPrivileges USER = new SystemPrivileges(() -> new Powers(false, false, false, OWN, 0, 0));

    private static void assertRefused(SystemPrivileges privileges, RunAs wish, String reason) {
        assertThatThrownBy(() -> privileges.prelude(wish))
                .isInstanceOf(LaunchException.class)
                .hasMessage(reason);
    }

    private static RunAs user(String name) {
        return RunAs.PANEL.withUser(Optional.of(name));
    }

    @Test
    void nothingWishedIsNothingDone() throws Exception {
        SystemPrivileges asksNobody = new SystemPrivileges(() -> {
            throw new AssertionError();
        });
        assertThat(asksNobody.prelude(RunAs.PANEL)).isEqualTo(Prelude.NONE);
    }

    @Test
    void usersAndGroupsAreKnownByNameAndByNumber() throws Exception {
        assertThat(ROOT.prelude(user("daemon")).account().orElseThrow().uid()).isEqualTo(1);
        assertThat(ROOT.prelude(user("1")).account().orElseThrow().name()).isEqualTo("daemon");
        RunAs grouped = user("daemon").withGroup(Optional.of("www-data"));
        assertThat(ROOT.prelude(grouped).account().orElseThrow().gid()).isEqualTo(33);
        assertThat(ROOT.account(user("daemon")).orElseThrow().variables())
                .containsEntry("HOME", "/usr/sbin")
                .containsEntry("USER", "daemon")
                .containsEntry("LOGNAME", "daemon")
                .containsEntry("SHELL", "/usr/sbin/nologin");
    }

    @Test
    void whoIsNotThereIsNamed() {
        assertRefused(ROOT, user("no-such-user"), "There is no user no-such-user on this system.");
        assertRefused(
                ROOT,
                user("daemon").withGroup(Optional.of("no-such-group")),
                "There is no group no-such-group on this system.");
        assertThat(ROOT.account(user("no-such-user"))).isEmpty();
    }

    @Test
    void onlyRootRunsAnythingAsSomebodyElse() throws Exception {
        String self = System.getProperty("user.name");
        String other = self.equals("daemon") ? "bin" : "daemon";
        assertRefused(
                USER,
                user(other),
                "The panel runs as " + self + " and may not run anything as the user " + other
                        + ". Run the panel as root, or take that away.");
        assertRefused(
                USER,
                RunAs.PANEL.withGroup(Optional.of("www-data")),
                "The panel runs as " + self
                        + " and may not run anything as the group www-data. Run the panel as root, or take that away.");
        assertThat(USER.prelude(user(self)).account()).isEmpty();
    }

    @Test
    void onlyRootRaisesAHardLimit() throws Exception {
        RunAs most = RunAs.PANEL.withLimits(Map.of(Limit.NOFILE, LimitRange.of(4096)));
        assertThat(USER.prelude(most).limits())
                .containsEntry(Limit.NOFILE, new LimitRange(4096, OptionalLong.of(4096)));
        RunAs less = RunAs.PANEL.withLimits(Map.of(Limit.NOFILE, LimitRange.of(5)));
        assertThat(USER.prelude(less).limits()).containsEntry(Limit.NOFILE, new LimitRange(5, OptionalLong.of(4096)));
        RunAs more = RunAs.PANEL.withLimits(Map.of(Limit.NOFILE, LimitRange.of(65536)));
        assertRefused(
                USER,
                more,
                "The limit nofile cannot be raised to 65536: the panel itself has at most 4096 (ulimit -H).");
        assertThat(ROOT.prelude(more).limits())
                .containsEntry(Limit.NOFILE, new LimitRange(65536, OptionalLong.of(65536)));
    }

    @Test
    void onlyRootHurries() throws Exception {
        assertRefused(
                USER,
                RunAs.PANEL.withNice(Optional.of(-5)),
                "The niceness cannot be lowered to -5: that takes root's privileges. The panel's own is 0.");
        assertRefused(
                USER,
                RunAs.PANEL.withOomScoreAdj(Optional.of(-500)),
                "The out-of-memory score cannot be lowered to -500: that takes root's privileges. The panel's own is 0.");
        assertThat(USER.prelude(RunAs.PANEL.withNice(Optional.of(5))).nice()).isEqualTo(OptionalInt.of(5));
        assertThat(ROOT.prelude(RunAs.PANEL.withNice(Optional.of(-5))).nice()).isEqualTo(OptionalInt.of(-5));
        Map<Limit, LimitRange> granted = Map.of(Limit.NICE, LimitRange.of(25));
        SystemPrivileges trusted = new SystemPrivileges(() -> new Powers(false, false, false, granted, 0, 0));
        assertThat(trusted.prelude(RunAs.PANEL.withNice(Optional.of(-5))).nice())
                .isEqualTo(OptionalInt.of(-5));
    }

    @Test
    void theKernelsTableOfLimitsIsRead() {
        assertThat(OwnPowers.limits(List.of(
                        "Limit                     Soft Limit           Hard Limit           Units     ",
                        "Max open files            20000                20001                files     ",
                        "Max core file size        0                    unlimited            bytes     ")))
                .isEqualTo(Map.of(
                        Limit.NOFILE, new LimitRange(20000, OptionalLong.of(20001)),
                        Limit.CORE, new LimitRange(0, OptionalLong.of(LimitRange.UNLIMITED))));
        assertThat(OwnPowers.now().limits()).containsKey(Limit.NOFILE);
    }
}
