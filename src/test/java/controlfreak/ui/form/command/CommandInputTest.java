package controlfreak.ui.form.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import controlfreak.model.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandInputTest {
    @Test
    void wordsArePartedAsAShellParts() throws Exception {
        assertThat(CommandWords.parse(" a  'b c'd \"e \\\"f\\\" \\x\" g\\ h '' \n i"))
                .containsExactly("a", "b cd", "e \"f\" \\x", "g h", "", "i");
        assertThatThrownBy(() -> CommandWords.parse("a 'b")).isInstanceOf(CommandWords.UnclosedQuoteException.class);
    }

    @Test
    void wordsComeBackAsTheyWere() throws Exception {
        List<String> words = List.of("a", "", "two words", "it's", "\"", "\\", "a\nb", "$HOME", "é");
        assertThat(CommandWords.parse(CommandWords.format(words))).isEqualTo(words);
    }

    @Test
    void saysHowItRuns() {
        CommandInput input = new CommandInput(Optional.empty(), true);
        assertThat(input.command()).isEmpty();
        assertThat(input.text().problemProperty().get()).isEqualTo("A command is needed.");
        input.text().valueProperty().set("redis-server --port 0");
        assertThat(input.mannerProperty().get()).isEqualTo("Runs through a shell.");
        input.underProxyProperty().set(true);
        assertThat(input.mannerProperty().get()).contains("inside the proxy");
        input.asWordsProperty().set(true);
        assertThat(input.mannerProperty().get()).isEqualTo("Runs as a list: redis-server · --port · 0");
        assertThat(input.command()).contains(new Command.Words(List.of("redis-server", "--port", "0")));
        input.text().valueProperty().set("redis-server 'x");
        assertThat(input.text().problemProperty().get()).contains("quotation mark");
    }

    @Test
    void anUntouchedCommandStaysByteForByte() {
        Command command = new Command.Text("a\r\nb\u001b");
        CommandInput input = new CommandInput(Optional.of(command), true);
        input.text().valueProperty().set("a\nb");
        assertThat(input.changed()).isFalse();
        assertThat(input.command()).contains(command);
    }

    @Test
    void aFileInTheFolderIsWrittenRelativeToIt() {
        CommandInput input = new CommandInput(Optional.empty(), true);
        Optional<Path> folder = Optional.of(Path.of("/srv/shop"));
        assertThat(input.fileAsText(Path.of("/srv/shop/bin/w.py"), folder)).isEqualTo("./bin/w.py");
        assertThat(input.fileAsText(Path.of("/opt/my $app"), folder)).isEqualTo("'/opt/my $app'");
    }
}
