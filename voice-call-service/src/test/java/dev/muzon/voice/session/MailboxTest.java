package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private boolean wakingFails;
    private boolean failingFails;
    private final Mailbox mailbox = new Mailbox(new Listening(), new MonotonicClock(TestClock.create()));

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void anErrorWhileHandlingAnInputIsReportedAndTheNextInputIsHandled() {
        mailbox.post(() -> {
            throw new StackOverflowError();
        });
        mailbox.post(() -> handled.add("next"));
        mailbox.start(new PlayerId(-1));

        await().atMost(LIMIT).until(() -> handled.contains("next"));
        assertThat(failures).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anErrorWhileAskingWhenToWakeIsReportedAndTheNextInputIsHandled() {
        wakingFails = true;
        mailbox.start(new PlayerId(-1));
        await().atMost(LIMIT).until(() -> !failures.isEmpty());

        mailbox.post(() -> handled.add("next"));

        await().atMost(LIMIT).until(() -> handled.contains("next"));
    }

    @Test
    void anActorThatFailsOnItsOwnErrorHasAClosedMailbox() {
        failingFails = true;
        mailbox.post(() -> {
            throw new StackOverflowError();
        });
        mailbox.start(new PlayerId(-1));

        await().atMost(LIMIT).until(() -> !mailbox.post(() -> {}));
    }

    private final class Listening implements Mailbox.Actor {
        @Override
        public @Nullable Instant nextWake() {
            if (wakingFails) {
                wakingFails = false;
                throw new NoClassDefFoundError("gone");
            }
            return null;
        }

        @Override
        public void handle(@Nullable Runnable input) {
            if (input != null) {
                input.run();
            }
        }

        @Override
        public void failed(Throwable e) {
            if (failingFails) {
                throw new IllegalStateException(e);
            }
            failures.add(e);
        }
    }
}
