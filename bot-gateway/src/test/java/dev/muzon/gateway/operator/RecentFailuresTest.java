package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.CommandFailed;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {
    private final RecentFailures recent = new RecentFailures(Clock.systemUTC(), Ticker.systemTicker());

    // "No request failed here since I started" was said after each /play had been refused for want of MongoDB.
    @Test
    void aCommandThatWasRefusedForOurOwnTroubleWasForgotten() {
        Failure away = Failure.of(FailureCode.STORE_UNAVAILABLE, "away");
        recent.failed(new CommandFailed(-7, away));
        recent.failed(new CommandFailed(-7, Failure.of(FailureCode.NOTHING_PLAYING, "idle")));

        assertThat(recent.of(-7)).extracting(RecentFailures.Seen::failure).containsExactly(away);
    }
}
