package dev.muzon.assistant.login;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.stereotype.Component;

/**
 * The password of the login page, known by its hash only. Guesses are looked at one by one, and five wrong ones within a
 * minute close it for the rest of that minute. The secret link opens the page meanwhile.
 */
@Component
class ConsolePassword {
    static final int LIMIT = 5;

    /** Bytes beyond that would not count in the hash. */
    static final int LONGEST = 72;

    private final Secret hash;
    private final LoginAttempts attempts;
    private final ReentrantLock guessing = new ReentrantLock();

    ConsolePassword(ConsoleProperties settings, MonotonicClock clock) {
        this.hash = settings.passwordHash();
        this.attempts = new LoginAttempts(clock, LIMIT);
    }

    boolean isSet() {
        return !hash.isBlank();
    }

    /**
     * Returns whether this is the password.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code access.too-often} when it is not looked at
     */
    boolean matches(Secret guess) {
        if (!guessing.tryLock()) {
            throw tooOften("another password is looked at now");
        }
        try {
            Duration pause = attempts.pause();
            if (pause.isPositive()) {
                throw tooOften("too many wrong passwords, the next is looked at in " + pause.toSeconds() + " s");
            }
            boolean right = isSet()
                    && guess.reveal().getBytes(StandardCharsets.UTF_8).length <= LONGEST
                    && BCrypt.checkpw(guess.reveal(), hash.reveal());
            if (!right) {
                attempts.wrong();
            }
            return right;
        } finally {
            guessing.unlock();
        }
    }

    private static RuntimeException tooOften(String why) {
        return Failure.of(FailureCode.TOO_OFTEN, why).asException();
    }
}
