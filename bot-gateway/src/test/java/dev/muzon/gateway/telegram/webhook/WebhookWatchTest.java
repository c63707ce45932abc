package dev.muzon.gateway.telegram.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.gateway.telegram.WebhookState;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class WebhookWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final URI OURS = URI.create("https://bot.example.org/telegram/webhook");

    private final BotApi api = mock(BotApi.class);
    private final WebhookWatch watch = new WebhookWatch(
            api,
            new WebhookSettings(URI.create("https://bot.example.org")),
            WebhookSecret.of("1:token"),
            new TelegramTime(Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void aWebhookThatWasRemovedOrMovedIsSetAgain() {
        when(api.webhook()).thenReturn(state("", 3, null), state("https://other.example.org/", 0, null));

        assertThat(watch.look()).isNull();
        assertThat(watch.look()).isNull();

        verify(api, times(2)).setWebhook(any(), anyString());
    }

    @Test
    void anotherReplicaThatAnnouncedTheWebhookIsATrouble() {
        when(api.webhook()).thenReturn(state(OURS + "?leader=another", 0, null));

        URI ours = announced();
        assertThat(watch.look()).extracting(Failure::code).isEqualTo(FailureCode.OWNED_ELSEWHERE);
        verify(api).setWebhook(eq(ours), anyString());
    }

    /** Returns the address that this replica announces. */
    private URI announced() {
        watch.announce();
        var address = ArgumentCaptor.forClass(URI.class);
        verify(api, atLeastOnce()).setWebhook(address.capture(), anyString());
        clearInvocations(api);
        assertThat(address.getValue().toString()).startsWith(OURS + "?leader=");
        return address.getValue();
    }

    @Test
    void updatesThatCannotBeDeliveredAreATroubleWithTelegramsReason() {
        String ours = announced().toString();
        when(api.webhook()).thenReturn(state(ours, 2, NOW.minusSeconds(30)));

        assertThat(watch.look()).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
            assertThat(failure.detail()).contains(OURS.toString(), "certificate has expired");
        });
        verify(api, never()).setWebhook(any(), anyString());
    }

    @Test
    void aFailureThatIsOverIsNoTrouble() {
        String ours = announced().toString();
        when(api.webhook())
                .thenReturn(
                        state(ours, 0, NOW.minusSeconds(30)),
                        state(ours, 1, NOW.minus(Duration.ofHours(1))),
                        state(ours, 5, null));

        assertThat(watch.look()).isNull();
        assertThat(watch.look()).isNull();
        assertThat(watch.look()).isNull();
    }

    private static WebhookState state(String address, int waiting, Instant failedAt) {
        return new WebhookState(address, waiting, failedAt, "certificate has expired");
    }
}
