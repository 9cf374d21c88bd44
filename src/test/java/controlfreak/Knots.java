package controlfreak;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Classes that name each other, directly or by way of others; a nested one counts as its outer one. */
final class Knots {
    private final Map<String, Set<String>> named = new TreeMap<>();
    private final Map<String, Set<String>> naming = new HashMap<>();

    private Knots(JavaClasses classes) {
        classes.forEach(one -> named.putIfAbsent(outer(one), new TreeSet<>()));
        for (JavaClass one : classes) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                add(outer(one), outer(dependency.getTargetClass()));
            }
        }
    }

    private void add(String from, String to) {
        if (!from.equals(to) && named.containsKey(to)) {
            named.get(from).add(to);
            naming.computeIfAbsent(to, name -> new TreeSet<>()).add(from);
        }
    }

    private static String outer(JavaClass one) {
        JavaClass outer = one.getBaseComponentType();
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** The sets of two or more classes each of which leads to all others of its set: strongly connected components. */
    static List<Set<String>> of(JavaClasses classes) {
        Knots knots = new Knots(classes);
        List<Set<String>> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : knots.named.keySet()) {
            if (seen.add(name)) {
                Set<String> knot = reached(name, knots.named);
                knot.retainAll(reached(name, knots.naming));
                seen.addAll(knot);
                if (knot.size() > 1) {
                    found.add(knot);
                }
            }
        }
        return found;
    }

    private static Set<String> reached(String start, Map<String, Set<String>> arrows) {
        Set<String> reached = new TreeSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : arrows.getOrDefault(open.remove(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
