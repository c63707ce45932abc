package dev.muzon.assistant.login;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The browsers that are logged in to the page. Each has its cookie, which ends by itself and with the process. */
@Component
class LoginSessions {
    /** The oldest one ends when there are more. */
    static final int MOST = 100;

    private final Duration length;
    private final MonotonicClock clock;

    /** The end of each cookie. */
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    LoginSessions(ConsoleProperties settings, MonotonicClock clock) {
        this.length = settings.session();
        this.clock = clock;
    }

    Duration length() {
        return length;
    }

    /** Begins a session and returns its cookie. */
    synchronized String begin() {
        Instant now = clock.instant();
        ends.values().removeIf(end -> !now.isBefore(end));
        if (ends.size() >= MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        String cookie = LoginSecret.random();
        ends.put(cookie, now.plus(length));
        return cookie;
    }

    synchronized boolean isOpen(@Nullable String cookie) {
        Instant end = cookie == null ? null : ends.get(cookie);
        return end != null && clock.instant().isBefore(end);
    }

    synchronized void end(String cookie) {
        ends.remove(cookie);
    }
}
