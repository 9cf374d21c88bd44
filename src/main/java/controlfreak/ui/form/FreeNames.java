package controlfreak.ui.form;

import controlfreak.model.Environment;
import controlfreak.model.Names;
import controlfreak.model.ProxySpec;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names for copies: {@code web-2} for {@code web}, or the next one that the workspace can take. Any thread. */
final class FreeNames {
    private static final Pattern NUMBERED = Pattern.compile("(.+)-(\\d{1,6})");

    private FreeNames() {}

    /** A name for a copy of a service; none of its processes' names is taken either. */
    static String forService(Workspace workspace, ServiceSpec service) {
        return free(service.name(), name -> workspace.withService(Optional.empty(), service.withName(name)));
    }

    static String forProxy(Workspace workspace, String name) {
        return free(
                name,
                free -> workspace.withProxy(new ProxySpec(
                        free, "", Optional.empty(), true, Optional.empty(), Environment.EMPTY, List.of(), Map.of())));
    }

    private static String free(String name, Consumer<String> withCopy) {
        Matcher numbered = NUMBERED.matcher(name);
        boolean counts = numbered.matches();
        String stem = counts ? numbered.group(1) : name;
        for (int number = counts ? Integer.parseInt(numbered.group(2)) + 1 : 2; ; number++) {
            String suffix = "-" + number;
            String candidate = stem.substring(0, Math.min(stem.length(), Names.MAX_LENGTH - suffix.length())) + suffix;
            if (isFree(candidate, withCopy)) {
                return candidate;
            }
        }
    }

    private static boolean isFree(String candidate, Consumer<String> withCopy) {
        try {
            withCopy.accept(candidate);
            return true;
        } catch (IllegalArgumentException taken) {
            return false;
        }
    }
}
