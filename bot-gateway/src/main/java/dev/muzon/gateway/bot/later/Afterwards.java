package dev.muzon.gateway.bot.later;

import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The work that follows a message which Telegram has, such as noting its id. It never fails the message: who saw a failure
 * would send the message again. What fails is reported and tried again for some minutes.
 */
@Component
public class Afterwards {
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** Ten minutes. A store that is away for longer has forgotten more than one message. */
    static final int ATTEMPTS = 120;

    private final Later later;
    private final FailureLog failures;

    public Afterwards(Later later, FailureLog failures) {
        this.later = later;
        this.failures = failures;
    }

    /**
     * Does the work now, and again after a pause for as long as it fails.
     *
     * @param what names the work in the log
     * @param work harmless when it is done twice
     */
    public void run(String what, Runnable work) {
        attempt(what, work, 1);
    }

    private void attempt(String what, Runnable work, int attempt) {
        try {
            work.run();
        } catch (Throwable e) { // also an Error: the message stands whatever happens to the note about it
            failures.report(what, e);
            if (attempt < ATTEMPTS) {
                later.run(PAUSE, () -> attempt(what, work, attempt + 1));
            }
        }
    }
}
