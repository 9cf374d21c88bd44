package controlfreak.ui.workspace;

import controlfreak.model.Names;
import controlfreak.model.ServiceId;
import controlfreak.model.ServiceSpec;
import controlfreak.model.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds names for copies: {@code web-2} for {@code web}, or the next one that the workspace can take. Any thread. */
public final class FreeNames {
    private static final Pattern NUMBERED = Pattern.compile("(.+)-(\\d{1,6})");

    private FreeNames() {}

    /** A name for a copy of a service; none of its processes' names is taken either. */
    public static String forService(Workspace workspace, ServiceSpec service) {
        // A service called like an instance of another would be legal, and read as that instance everywhere.
        Set<String> processes = workspace.allServices().stream()
                .flatMap(other -> other.ids().stream())
                .map(ServiceId::name)
                .collect(Collectors.toSet());
        return free(service.name(), name -> !processes.contains(name) && takes(workspace, service.withName(name)));
    }

    public static String forProxy(Workspace workspace, String name) {
        return free(name, candidate -> workspace.proxy(candidate).isEmpty());
    }

    private static boolean takes(Workspace workspace, ServiceSpec service) {
        try {
            return workspace
                    .withService(Optional.empty(), service.withDependsOn(List.of()))
                    .service(service.name())
                    .isPresent();
        } catch (IllegalArgumentException taken) {
            return false;
        }
    }

    private static String free(String name, Predicate<String> isFree) {
        if (isFree.test(name)) {
            return name;
        }
        Matcher numbered = NUMBERED.matcher(name);
        boolean counts = numbered.matches();
        String stem = counts ? numbered.group(1) : name;
        for (int number = counts ? Integer.parseInt(numbered.group(2)) + 1 : 2; ; number++) {
            String suffix = "-" + number;
            String candidate = stem.substring(0, Math.min(stem.length(), Names.MAX_LENGTH - suffix.length())) + suffix;
            if (isFree.test(candidate)) {
                return candidate;
            }
        }
    }
}
