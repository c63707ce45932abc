package dev.muzon.gateway.access;

import dev.muzon.gateway.rate.Rate;
import dev.muzon.gateway.rate.SlidingWindow;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How much music one person may ask for: enough for anybody who listens, too little to fill a queue by script. */
@Component
public class RequestLimit {
    private static final Rate RATE = new Rate(5, Duration.ofSeconds(30));

    private final ConcurrentHashMap<Long, SlidingWindow> windows = new ConcurrentHashMap<>();
    private final Clock clock;

    public RequestLimit(Clock clock) {
        this.clock = clock;
    }

    /** @throws dev.muzon.protocol.failure.FailureException {@code access.too-often} with the seconds to wait */
    public void check(Sender sender) {
        Instant now = clock.instant();
        windows.compute(sender.id(), (id, known) -> {
            SlidingWindow window = known == null ? new SlidingWindow(RATE) : known;
            Duration wait = Duration.between(now, window.next(now));
            if (wait.isPositive()) {
                throw tooOften(wait).asException();
            }
            window.take(now);
            return window;
        });
    }

    private static Failure tooOften(Duration wait) {
        String seconds = Long.toString(wait.plusMillis(999).toSeconds());
        return Failure.user(FailureCode.TOO_OFTEN, "more than " + RATE, Map.of("seconds", seconds));
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetQuiet() {
        Instant now = clock.instant();
        windows.values().removeIf(window -> window.forgettable(now));
    }
}
