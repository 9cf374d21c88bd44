package controlfreak.model.time;

import java.time.Instant;
import java.time.ZonedDateTime;

/** When a moment of the steady clock was, for people. Any thread. */
@FunctionalInterface
public interface TimeOfDay {
    /** By the system's clock as it is set now, in its time zone. */
    ZonedDateTime of(Instant moment);
}
