package controlfreak.ui.form;

import controlfreak.ui.form.field.TextInput;
import java.util.List;
import java.util.stream.Stream;

/** Tags as they are typed into forms, parted by commas. Any thread. */
final class Tags {
    private Tags() {}

    /** The tags that were typed; an untouched field keeps those that were there, even ones that hold a comma. */
    static List<String> parsed(TextInput input, List<String> before) {
        return input.changed()
                ? Stream.of(input.value().split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList()
                : before;
    }
}
