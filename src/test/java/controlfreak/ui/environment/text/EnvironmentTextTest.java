package controlfreak.ui.environment.text;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Environment;
import controlfreak.ui.environment.value.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvironmentTextTest {
    private static final Environment OWN =
            Environment.EMPTY.with("PORT", "80").with("API_KEY", "s3cr3t").withRemoved("TZ");

    @Test
    void showsALineForEachVariableAndAMaskForASecret() {
        assertThat(masked().text()).isEqualTo("PORT=80\nAPI_KEY=" + Secrets.MASK + "\nunset TZ\n");
        assertThat(EnvironmentText.of(OWN, name -> false).text()).contains("API_KEY=s3cr3t");
    }

    @Test
    void anUntouchedTextMeansTheSame() {
        assertThat(read(masked().text()).problems()).isEmpty();
        assertThat(read(masked().text()).environment()).isEqualTo(OWN);
    }

    @Test
    void aMaskNeverBecomesAValue() {
        assertThat(problems("API_KEY=x" + Secrets.MASK)).containsExactly("1 A mask");
        assertThat(problems("API_KEY=•••")).containsExactly("1 A mask");
        assertThat(problems("TOKEN=" + Secrets.MASK)).containsExactly("1 A mask");
        assertThat(problems("OTHER=" + Secrets.MASK)).containsExactly("1 A mask");
        assertThat(problems("PORT=1\nOTHER=\"a " + Secrets.MASK + "\"")).containsExactly("2 A mask");
        assertThat(problems("API_KEY=new\nBULLET=• item")).isEmpty();
        EnvironmentText shown = EnvironmentText.of(OWN, name -> false);
        assertThat(shown.read("API_KEY=" + Secrets.MASK, OWN, name -> false).problems())
                .hasSize(1);
    }

    @Test
    void aValueThatLooksLikeAMaskStays() {
        Environment odd = Environment.EMPTY.with("ODD", Secrets.MASK).with("TOKEN", Secrets.MASK);
        EnvironmentText text = EnvironmentText.of(odd, Secrets::isSecret);
        assertThat(text.read(text.text(), odd, Secrets::isSecret).problems()).isEmpty();
        assertThat(text.read(text.text(), odd, Secrets::isSecret).environment()).isEqualTo(odd);
    }

    @Test
    void saysWhatIsWrongByLine() {
        assertThat(problems("PORT=1\nnonsense\n# note\nA=1\nA=2\n=x\nB=\"open"))
                .containsExactly("2 There is", "3 Comments are", "4 Line 5", "6 A variable", "7 The quotation");
    }

    @Test
    void whatLinesCannotHoldStaysAsItIs() {
        Environment odd =
                OWN.with("two words", "1").with("PICTURES", "a\u2400\u0001").with("HUGE", "x".repeat(100_000));
        EnvironmentText text = EnvironmentText.of(odd, Secrets::isSecret);
        assertThat(text.kept()).containsExactly("two words", "PICTURES", "HUGE");
        assertThat(text.read("PORT=81\n", odd, Secrets::isSecret).environment())
                .isEqualTo(odd.with("PORT", "81").without("API_KEY").without("TZ"));
        assertThat(text.read("HUGE=1\n", odd, Secrets::isSecret).problems()).hasSize(1);
    }

    @Test
    void anyEnvironmentIsReadBackAsItWas() {
        String[] pieces = {
            "", "a", " ", "\n", "\r\n", "\t", "'", "\"", "\\", "\\n", "#", "=", "$A", "é", "😀", "\u0001", "\u007f",
            "\u2400", "•", "unset ", "export ", "\u2028", "\ud800"
        };
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            Map<String, Optional<String>> entries = new LinkedHashMap<>();
            for (int i = 0; i < 4; i++) {
                StringBuilder value = new StringBuilder();
                for (int k = random.nextInt(6); k > 0; k--) {
                    value.append(pieces[random.nextInt(pieces.length)]);
                }
                String name = (random.nextInt(3) == 0 ? "KEY" + value : "V" + i).replace("=", "");
                entries.put(
                        Environment.nameProblem(name).isPresent() ? "V" + i : name,
                        random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value.toString()));
            }
            Environment own = Environment.of(entries);
            EnvironmentText text = EnvironmentText.of(own, Secrets::isSecret);
            EnvironmentText.Reading reading = text.read(text.text(), own, Secrets::isSecret);
            assertThat(reading.problems()).as(text.text()).isEmpty();
            assertThat(reading.environment()).as(text.text()).isEqualTo(own);
        }
    }

    private static EnvironmentText masked() {
        return EnvironmentText.of(OWN, Secrets::isSecret);
    }

    private static EnvironmentText.Reading read(String text) {
        return masked().read(text, OWN, Secrets::isSecret);
    }

    private static List<String> problems(String text) {
        return read(text).problems().stream()
                .map(problem -> problem.line() + " "
                        + String.join(" ", List.of(problem.text().split(" ")).subList(0, 2)))
                .toList();
    }
}
