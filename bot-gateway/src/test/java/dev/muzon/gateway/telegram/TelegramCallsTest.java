package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.generics.TelegramClient;
import tools.jackson.databind.JsonNode;

@Timeout(20)
class TelegramCallsTest {
    @Test
    void aCallThatTheLibraryNeverFinishedHeldItsChatForGood() throws TelegramApiException {
        var client = mock(TelegramClient.class);
        when(client.executeAsync(any(GetMe.class))).thenReturn(new CompletableFuture<>());
        var calls = new TelegramCalls(client, FakeBotApi.TOKEN, Duration.ofMillis(10));
        assertThatFails(() -> calls.run("bot", new GetMe()), "no answer within 10 ms");
    }

    @Test
    void anErrorInAnAnswerMadeThePollerDeaf() {
        var reader = mock(UpdateReader.class);
        when(reader.read(any(JsonNode.class))).thenThrow(new StackOverflowError("planned"));
        try (var telegram = new FakeBotApi();
                var http = new TelegramHttp(telegram.url(), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC()))) {
            telegram.say(-1, 7, "en", "/ping");
            assertThatFails(
                    () -> http.polls().run("bot", new FetchUpdates(0, Duration.ZERO, reader)), "StackOverflowError");
        }
    }

    // The status named a Java class to somebody without a network.
    @Test
    void aHostWhoseNameIsNotFoundIsToldInWords() {
        var calls = new TelegramCalls(mock(TelegramClient.class), FakeBotApi.TOKEN, Duration.ofMillis(10));
        var unknown = new UnknownHostException("api.telegram.org: Name or service not known");

        assertThat(calls.failure("bot", "getMe", new TelegramApiException("Unable to execute", unknown)))
                .extracting(failed -> failed.failure().detail())
                .isEqualTo("getMe: the name of the host is not found: api.telegram.org");
    }

    private static void assertThatFails(ThrowingCallable call, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
            assertThat(e.failure().detail()).contains(detail);
        });
    }
}
