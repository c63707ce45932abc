package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals and broken answers of the Bot API. */
class TelegrambotsRefusalsTest {
    private static final long GROUP = -1001;

    private final FakeBotApi telegram = new FakeBotApi();
    private final TelegrambotsApi api = new TelegrambotsApi(
            new TelegramHttp(telegram.url(), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())));

    @AfterEach
    void close() {
        api.close();
        telegram.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized | TELEGRAM_UNAVAILABLE",
                "404 | Not Found | TELEGRAM_UNAVAILABLE",
                "403 | Forbidden: bot was kicked from the supergroup chat | BOT_REMOVED",
                "403 | Forbidden: bot is not a member of the supergroup chat | BOT_REMOVED",
                "403 | Forbidden: need administrator rights in the channel chat | BOT_RIGHTS_MISSING",
                "403 | Forbidden: CHAT_WRITE_FORBIDDEN | BOT_RIGHTS_MISSING",
                "403 | Forbidden: a reason of tomorrow | BOT_RIGHTS_MISSING",
                "400 | Bad Request: CHAT_RESTRICTED | BOT_RIGHTS_MISSING",
                "400 | Bad Request: CHAT_SEND_PLAIN_FORBIDDEN | BOT_RIGHTS_MISSING",
                "400 | Bad Request: TOPIC_CLOSED | BOT_RIGHTS_MISSING",
                "400 | Bad Request: message thread not found | BOT_RIGHTS_MISSING",
                "400 | Bad Request: BUTTON_DATA_INVALID | TELEGRAM_REFUSED",
                "409 | Conflict: terminated by other getUpdates request | OWNED_ELSEWHERE",
                "500 | Internal Server Error | TELEGRAM_UNAVAILABLE",
                "403 | Forbidden: bot was blocked by the user | BOT_REMOVED",
                "400 | Bad Request: chat not found | BOT_REMOVED",
                "400 | Bad Request: not enough rights to send text messages to the chat | BOT_RIGHTS_MISSING",
                "400 | Bad Request: message to edit not found | MESSAGE_GONE",
                "400 | Bad Request: query is too old and response timeout expired | MESSAGE_GONE",
                "400 | Bad Request: can't parse entities | TELEGRAM_REFUSED"
            })
    void refusalsBecomeTypedFailures(int status, String description, FailureCode code) {
        telegram.refuseNext("sendMessage", status, description);
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void aRejectedTokenIsReportedWhereTheAccountIsAskedFor() {
        telegram.refuseNext("getMe", 401, "Unauthorized");
        assertThat(failure(api::me).code()).isEqualTo(FailureCode.BOT_TOKEN_REJECTED);
        telegram.refuseNext("getUpdates", 404, "Not Found");
        assertThat(failure(() -> api.updates(0, Duration.ZERO)).code()).isEqualTo(FailureCode.BOT_TOKEN_REJECTED);
    }

    @Test
    void aRefusalThatIsOurOwnMistakeIsCritical() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag");
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("<x>"), null)))
                .isInstanceOf(Failure.Critical.class);
    }

    @Test
    void floodWaitsCarryTheAskedTime() {
        telegram.floodNext("sendMessage", 33);
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .isInstanceOfSatisfying(
                        Failure.FloodWait.class,
                        flood -> assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(33)));
    }

    @Test
    void unreadableAnswersAreTransientFailures() {
        telegram.answerNext("sendMessage", 200, "<html>captive portal</html>");
        telegram.answerNext("getUpdates", 200, "{\"ok\":true,\"result\":{\"surprise\":1}}");
        assertThat(failure(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .isInstanceOf(Failure.Transient.class);
        assertThat(failure(() -> api.updates(0, Duration.ZERO))).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void failuresNeverShowTheToken() {
        telegram.refuseNext("sendMessage", 400, "Bad Request: /bot" + FakeBotApi.TOKEN + "/sendMessage");
        assertThat(print(() -> api.send(Destination.of(GROUP), Content.of("x"), null)))
                .doesNotContain(FakeBotApi.TOKEN);
        try (var nowhere = new TelegrambotsApi(new TelegramHttp(
                URI.create("http://127.0.0.1:1"), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())))) {
            assertThat(print(nowhere::me)).contains("telegram.unavailable").doesNotContain(FakeBotApi.TOKEN);
            assertThat(print(() -> nowhere.open("x"))).doesNotContain(FakeBotApi.TOKEN);
        }
    }

    private static Failure failure(ThrowingCallable call) {
        var failed = new Failure[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> failed[0] = e.failure());
        return failed[0];
    }

    private static String print(ThrowingCallable call) {
        var printed = new StringWriter();
        assertThatThrownBy(call).satisfies(e -> e.printStackTrace(new PrintWriter(printed)));
        return printed.toString();
    }
}
