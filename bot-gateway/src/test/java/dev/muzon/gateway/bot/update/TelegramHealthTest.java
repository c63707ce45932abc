package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.UpdateSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;

class TelegramHealthTest {
    private static final Failure AWAY = Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "connection refused");

    @Test
    void theHealthSaysWhyTelegramIsOutOfReach() {
        Health health = health(true, AWAY);

        assertThat(health.getStatus()).hasToString("DEGRADED");
        assertThat(health.getDetails()).containsEntry("reason", "Telegram is out of reach: connection refused");
    }

    @Test
    void theHealthIsUpWhenTelegramAnswersOrAnotherReplicaListens() {
        assertThat(health(true, null).getStatus()).hasToString("UP");
        assertThat(health(false, AWAY).getStatus()).hasToString("UP");
    }

    @Test
    void aReplicaThatDoesNotKnowWhoLeadsNamesNoOther() {
        Health health = new TelegramHealth(new QuietSource(null), () -> false).health();

        assertThat(health.getStatus()).hasToString("UP");
        assertThat(health.getDetails())
                .containsEntry("role", "waits until MongoDB says which replica speaks for the bot");
    }

    /** Asks one of two replicas, of which one leads. */
    private static Health health(boolean leads, @Nullable Failure trouble) {
        return new TelegramHealth(new QuietSource(trouble), new Leadership() {
                    @Override
                    public boolean held() {
                        return leads;
                    }

                    @Override
                    public boolean isElsewhere() {
                        return !leads;
                    }
                })
                .health();
    }

    private record QuietSource(@Nullable Failure trouble) implements UpdateSource {
        @Override
        public void start() {
            // Brings nothing.
        }

        @Override
        public void stop() {
            // Brought nothing.
        }

        @Override
        public Duration silence() {
            return Duration.ZERO;
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    }
}
