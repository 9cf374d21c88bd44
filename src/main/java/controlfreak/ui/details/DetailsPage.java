package controlfreak.ui.details;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that the details pane shows at one moment. Immutable; any thread.
 *
 * @param title whom it is about; empty where nothing is selected
 * @param sentence how that is, in words
 */
record DetailsPage(String title, String sentence, List<Section> sections) {
    DetailsPage {
        sections =
                sections.stream().filter(section -> !section.facts().isEmpty()).toList();
    }

    /** All of it as plain text. */
    String text() {
        return title + "\n" + sentence + "\n"
                + sections.stream().map(DetailsPage::text).collect(Collectors.joining());
    }

    private static String text(Section section) {
        return "\n" + section.heading() + "\n"
                + section.facts().stream()
                        .map(fact -> "  " + fact.name() + ": " + fact.value() + "\n")
                        .collect(Collectors.joining());
    }
}
