package controlfreak.ui.action;

import java.util.List;
import java.util.stream.Stream;

/**
 * A menu of the menu bar, as the table of actions has it: what is in no menu can be done by no key and is in no list.
 *
 * @param name the part of the text's key that stands for it
 * @param sections the actions, apart where the menu draws a line
 */
public record ActionMenu(String name, List<List<PanelAction>> sections) {
    public ActionMenu {
        sections = sections.stream().map(List::copyOf).toList();
    }

    @SafeVarargs
    public static ActionMenu of(String name, List<PanelAction>... sections) {
        return new ActionMenu(name, List.of(sections));
    }

    public Stream<PanelAction> actions() {
        return sections.stream().flatMap(List::stream);
    }
}
