package controlfreak.ui.details;

import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.LimitText;
import controlfreak.model.rights.RunAs;
import controlfreak.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;

/** As whom a service runs and how much it may take, in words. Any thread. */
final class RightsWords {
    private RightsWords() {}

    /** Empty where all is as the panel has it. */
    static String of(RunAs as) {
        List<String> words = new ArrayList<>();
        as.user().ifPresent(user -> words.add(Texts.text("details.rights.user", user)));
        as.group().ifPresent(group -> words.add(Texts.text("details.rights.group", group)));
        as.umask().ifPresent(mask -> words.add(String.format("umask %04o", mask)));
        as.limits().forEach((limit, range) -> {
            String soft = LimitText.of(limit, range.soft());
            long hard = range.hard().orElse(range.soft());
            words.add(limit.word() + " " + soft
                    + (range.equals(LimitRange.of(range.soft())) ? "" : ":" + LimitText.of(limit, hard)));
        });
        as.nice().ifPresent(nice -> words.add("nice " + nice));
        as.oomScoreAdj().ifPresent(score -> words.add("oomScoreAdj " + score));
        return String.join(", ", words);
    }
}
