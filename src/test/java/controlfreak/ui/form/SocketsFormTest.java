package controlfreak.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.SocketPlace;
import controlfreak.model.SocketSpec;
import controlfreak.model.Stdin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketsFormTest {
    private static final SocketSpec WEB = new SocketSpec("web", SocketPlace.Tcp.of("8080"), 512, Map.of());

    private final FormFixture fixture = new FormFixture();
    private final ServiceForms forms = new ServiceForms(fixture.editing(), FormFixture::presets);

    @BeforeEach
    void setUp() {
        fixture.workspace = fixture.workspace.withSockets(List.of(WEB), Map.of());
    }

    private static void type(ServiceFormViewModel form, String text) {
        form.sockets().text().valueProperty().set(text);
    }

    private List<String> given() {
        return fixture.workspace.service("web").orElseThrow().sockets();
    }

    @Test
    void givesASocketOfTheWorkspaceByItsName() {
        ServiceFormViewModel form = forms.edit("web");
        assertThat(form.sockets().wordsProperty().get()).isEqualTo("Is given no listening socket");
        type(form, "web");
        assertThat(form.save()).isTrue();
        assertThat(given()).containsExactly("web");
        assertThat(forms.edit("web").sockets().text().value()).isEqualTo("web (127.0.0.1:8080)");
        assertThat(fixture.workspace.sockets()).containsExactly(WEB);
    }

    @Test
    void namesANewSocketWithItsPlaceAndMovesAnother() {
        ServiceFormViewModel form = forms.edit("web");
        type(form, "api (run/api.sock), web (0.0.0.0:80)");
        form.streams().stdinSocketProperty().set(Optional.of("api"));
        assertThat(form.save()).isTrue();
        assertThat(given()).containsExactly("api", "web");
        assertThat(fixture.workspace.socket("web").orElseThrow())
                .isEqualTo(new SocketSpec("web", SocketPlace.Tcp.of("0.0.0.0:80"), 512, Map.of()));
        assertThat(fixture.workspace.socket("api").orElseThrow().place().text()).isEqualTo("run/api.sock");
        assertThat(fixture.workspace.service("web").orElseThrow().streams().stdin())
                .isEqualTo(new Stdin.Socket("api"));
    }

    @Test
    void saysThatARunningProxyHasNoSocketsForMoreInstancesYet() {
        ServiceFormViewModel form = forms.edit("web");
        type(form, "each_${instance} (${9100+instance})");
        assertThat(form.save()).isTrue();
        form = forms.edit("web");
        String words = "Where shop runs, recycle it before they start: it has no sockets for them yet.";
        assertThat(form.scalingProperty().get()).doesNotContain(words);
        form.instances().valueProperty().set("9");
        assertThat(form.scalingProperty().get()).contains("Saving adds web-9. " + words);
        form.instances().valueProperty().set("7");
        assertThat(form.scalingProperty().get()).doesNotContain(words);
    }

    @Test
    void refusesWhatIsNoSocketWhereItIsTyped() {
        ServiceFormViewModel form = forms.edit("web");
        type(form, "api");
        assertThat(form.sockets().text().problemProperty().get()).contains("no socket named \"api\"", "api (8080)");
        type(form, "a-b (80)");
        assertThat(form.sockets().text().problemProperty().get()).contains("only letters, digits and underscores");
        type(form, "api (example.org:80)");
        assertThat(form.sockets().text().problemProperty().get()).contains("An address with a port is needed");
        type(form, "web, web");
        assertThat(form.sockets().text().problemProperty().get()).contains("twice");
        assertThat(form.save()).isFalse();
    }

    @Test
    void namesASocketForEachInstance() {
        ServiceFormViewModel form = forms.edit("web");
        type(form, "each_${instance} (8080)");
        assertThat(form.sockets().text().problemProperty().get())
                .contains("in its name and in its place", "web_${instance}");
        type(form, "each_${instance} (${9100+instance})");
        assertThat(form.save()).isTrue();
        assertThat(given()).containsExactly("each_${instance}");
        assertThat(fixture.workspace.socket("each_${instance}").orElseThrow().place())
                .isEqualTo(new SocketPlace.Tcp("", 9100, true));
    }
}
