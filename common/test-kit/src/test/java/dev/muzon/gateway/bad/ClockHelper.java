package dev.muzon.gateway.bad;

import dev.muzon.voice.bad.Sleeper;
import java.time.Instant;
import java.util.Date;

/** A class that breaks every rule, for the rules' own test. */
public final class ClockHelper {
    private ClockHelper() {}

    @SuppressWarnings("JavaUtilDate")
    public static Date now() {
        Sleeper.doze();
        return Date.from(Instant.now());
    }

    public static native void crash();
}
