package controlfreak.ui.fx;

import controlfreak.model.rights.Limit;
import controlfreak.model.rights.LimitRange;
import controlfreak.model.rights.LimitText;
import controlfreak.model.rights.RunAs;
import java.util.ArrayList;
import java.util.List;

/** As whom a service runs and how much it may take, in words. Any thread. */
public final class RightsWords {
    private RightsWords() {}

    /** Empty where all is as the panel has it. */
    public static String of(RunAs as) {
        List<String> words = new ArrayList<>();
        as.user().ifPresent(user -> words.add(Texts.text("details.rights.user", user)));
        as.group().ifPresent(group -> words.add(Texts.text("details.rights.group", group)));
        as.umask().ifPresent(mask -> words.add(String.format("umask %04o", mask)));
        as.limits().forEach((limit, range) -> words.add(of(limit, range)));
        as.nice().ifPresent(nice -> words.add("nice " + nice));
        as.oomScoreAdj().ifPresent(score -> words.add("oomScoreAdj " + score));
        return String.join(", ", words);
    }

    /** {@code nofile 65536}, or {@code as 1G:2G} with a hard limit of its own. */
    public static String of(Limit limit, LimitRange range) {
        String soft = limit.word() + " " + LimitText.of(limit, range.soft());
        return range.hard().isEmpty()
                ? soft
                : soft + ":" + LimitText.of(limit, range.hard().getAsLong());
    }
}
