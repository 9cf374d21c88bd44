package controlfreak.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.Property;

/**
 * A property that is tried on what may be anything, the same in each run, so that a change is blamed for nothing that
 * was there before it. More is tried by {@code -Djqwik.tries.default=100000}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Property(seed = "20261129")
public @interface Fuzzed {}
