package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "400, USER_BANNED_IN_CHANNEL, ASSISTANT_BANNED",
        "400, Can't return to kicked from chat, ASSISTANT_BANNED",
        "400, Can't access the chat, ASSISTANT_BANNED",
        "400, Video chat is finished, NO_VOICE_CHAT",
        "400, INVITE_HASH_EXPIRED, ASSISTANT_CANNOT_JOIN",
        "400, USERNAME_NOT_OCCUPIED, ASSISTANT_CANNOT_JOIN",
        "400, CHANNELS_TOO_MUCH, ASSISTANT_CANNOT_JOIN",
        "400, Chat not found, ASSISTANT_CANNOT_JOIN",
        "400, CHAT_ADMIN_REQUIRED, VOICE_CHAT_RIGHTS_MISSING",
        "403, GROUPCALL_FORBIDDEN, NO_VOICE_CHAT",
        "400, GROUPCALL_INVALID, NO_VOICE_CHAT",
        "400, GROUPCALL_SSRC_DUPLICATE_MUCH, CALL_SOURCE_TAKEN",
        "401, AUTH_KEY_UNREGISTERED, SESSION_LOST",
        "500, Internal Server Error, TELEGRAM_UNAVAILABLE",
        "0, the client is closed, TELEGRAM_UNAVAILABLE",
        "400, API_ID_INVALID, CONFIGURATION",
        "400, API_ID_PUBLISHED_FLOOD, CONFIGURATION",
        "400, SOMETHING_NEW, ACCOUNT_REFUSED"
    })
    void everyKnownErrorBecomesItsFailureCode(int code, String text, FailureCode meaning) {
        assertThat(TdErrors.failure("main", "testing", new TdError(code, text)).code())
                .isEqualTo(meaning);
    }

    @Test
    void aFloodWaitsExactlyAsLongAsAsked() {
        assertThat(TdErrors.failure("main", "testing", new TdError(429, "Too Many Requests: retry after 137")))
                .isInstanceOfSatisfying(Failure.FloodWait.class, flood -> {
                    assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(137));
                    assertThat(flood.scope()).isEqualTo(Failure.FloodWait.Scope.ACCOUNT);
                });
    }
}
