package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.ServiceSpec;
import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketsFormViewModelTest {
    private static final SocketSpec WEB =
            new SocketSpec("web", SocketPlace.Tcp.of("8080"), 512, Map.of("note", "ours"));
    private static final SocketSpec API =
            SocketSpec.of("api", new SocketPlace.Unix("run/api.sock", Optional.of("0660"), Optional.empty()));

    private final FormFixture fixture = new FormFixture();

    @BeforeEach
    void setUp() {
        ServiceSpec web = fixture.workspace.service("web").orElseThrow();
        ServiceSpec cron = fixture.workspace.service("cron").orElseThrow();
        fixture.workspace = fixture.workspace
                .withSockets(List.of(WEB, API), Map.of())
                .withServiceReplaced("web", web.with(draft -> draft.sockets = List.of("web", "api")))
                .withServiceReplaced(
                        "cron", cron.with(draft -> draft.streams = draft.streams.withStdin(new Stdin.Socket("web"))));
    }

    private SocketsFormViewModel form() {
        return new SocketsFormViewModel(fixture.editing());
    }

    private static void type(controlfreak.ui.form.field.TextInput input, String text) {
        input.valueProperty().set(text);
    }

    @Test
    void nothingTouchedIsNothingSaved() {
        SocketsFormViewModel form = form();
        assertThat(form.changed()).isFalse();
        assertThat(form.sockets().get(0).place().value()).isEqualTo("8080");
        assertThat(form.save()).isTrue();
        assertThat(fixture.edits).isEmpty();
    }

    @Test
    void addsOneOfEachKind() {
        SocketsFormViewModel form = form();
        SocketInput admin = form.add();
        type(admin.name(), "admin");
        type(admin.place(), "[::1]:9000");
        type(admin.backlog(), "16");
        SocketInput jobs = form.add();
        type(jobs.name(), "jobs");
        type(jobs.place(), "/run/jobs.sock");
        assertThat(jobs.isFile().get()).isTrue();
        type(jobs.mode(), "0600");
        type(jobs.owner(), "www-data:www-data");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.sockets())
                .containsExactly(
                        WEB,
                        API,
                        new SocketSpec("admin", SocketPlace.Tcp.of("[::1]:9000"), 16, Map.of()),
                        SocketSpec.of(
                                "jobs",
                                new SocketPlace.Unix(
                                        "/run/jobs.sock", Optional.of("0600"), Optional.of("www-data:www-data"))));
        assertThat(fixture.edits).hasSize(1);
    }

    @Test
    void servicesFollowANewName() {
        SocketsFormViewModel form = form();
        type(form.sockets().get(0).name(), "site");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.socket("site").orElseThrow().extra()).isEqualTo(Map.of("note", "ours"));
        assertThat(fixture.workspace.service("web").orElseThrow().sockets()).containsExactly("site", "api");
        assertThat(fixture.workspace.service("cron").orElseThrow().streams().stdin())
                .isEqualTo(new Stdin.Socket("site"));
    }

    @Test
    void twoMaySwapTheirNames() {
        SocketsFormViewModel form = form();
        type(form.sockets().get(0).name(), "api");
        type(form.sockets().get(1).name(), "web");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.socket("api").orElseThrow().place()).isEqualTo(WEB.place());
        assertThat(fixture.workspace.service("web").orElseThrow().sockets()).containsExactly("api", "web");
    }

    @Test
    void whoWasGivenARemovedOneIsGivenItNoMore() {
        SocketsFormViewModel form = form();
        assertThat(form.users(form.sockets().get(0))).isEqualTo("web, cron");
        form.remove(form.sockets().get(0));
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.sockets()).containsExactly(API);
        assertThat(fixture.workspace.service("web").orElseThrow().sockets()).containsExactly("api");
        assertThat(fixture.workspace.service("cron").orElseThrow().streams().stdin())
                .isEqualTo(new Stdin.Empty());
    }

    @Test
    void saysWhatIsWrongWhereItIsTyped() {
        SocketsFormViewModel form = form();
        SocketInput web = form.sockets().get(0);
        SocketInput api = form.sockets().get(1);
        type(web.name(), "a-b");
        assertThat(web.name().problemProperty().get()).contains("only letters, digits and underscores");
        type(web.name(), "api");
        assertThat(web.name().problemProperty().get()).contains("another socket of this name");
        type(api.name(), "other");
        assertThat(web.name().problemProperty().get()).isEmpty();
        type(web.place(), "example.org:80");
        assertThat(web.place().problemProperty().get()).contains("An address with a port is needed");
        type(web.place(), "run/api.sock");
        assertThat(web.place().problemProperty().get()).contains("other listens there already");
        type(web.place(), "70000");
        assertThat(web.place().problemProperty().get()).contains("between 1 and 65535");
        type(web.place(), "");
        assertThat(web.place().problemProperty().get()).contains("A path is needed");
        type(web.place(), "80");
        type(web.backlog(), "0");
        assertThat(web.backlog().problemProperty().get()).contains("1", "65,535");
        type(web.backlog(), "8");
        type(api.mode(), "rw");
        assertThat(api.mode().problemProperty().get()).contains("three digits");
        type(api.mode(), "");
        type(api.owner(), "a b");
        assertThat(form.reasonProperty().get()).startsWith("other: A user is needed");
        assertThat(form.save()).isFalse();
        // Of a port nothing of the kind is asked.
        type(api.place(), "81");
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.socket("other").orElseThrow().place()).isEqualTo(SocketPlace.Tcp.of("81"));
    }

    @Test
    void whatCameFromElsewhereMeanwhileStays() {
        SocketsFormViewModel form = form();
        SocketSpec late = SocketSpec.of("late", SocketPlace.Tcp.of("99"));
        fixture.workspace = fixture.workspace.withSockets(List.of(WEB, API, late), Map.of());
        form.remove(form.sockets().get(1));
        assertThat(form.save()).isTrue();
        assertThat(fixture.workspace.sockets()).containsExactly(WEB, late);
    }
}
