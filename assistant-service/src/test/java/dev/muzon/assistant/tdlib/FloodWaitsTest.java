package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.account.RequestKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloodWaitsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FloodWaits floods = new FloodWaits(nanos::get);

    @Test
    void aWaitHoldsBackItsKindAloneAndUntilItIsOver() {
        floods.note("joinChat", new TdError(420, "FLOOD_WAIT_120"));

        assertThat(floods.refusal("joinChatByInviteLink"))
                .hasValueSatisfying(early -> assertThat(early.text()).isEqualTo("Too Many Requests: retry after 120"));
        assertThat(floods.refusal("searchPublicChat")).isEmpty();
        assertThat(floods.left()).containsOnlyKeys(RequestKind.JOIN);

        nanos.addAndGet(Duration.ofMillis(119_500).toNanos());
        assertThat(floods.refusal("joinChat"))
                .hasValueSatisfying(early -> assertThat(early.text()).endsWith(" 1"));

        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(floods.refusal("joinChat")).isEmpty();
        assertThat(floods.left()).isEmpty();
    }

    @Test
    void aWaitWithEditsHoldsBackNoMessage() {
        floods.note("editMessageText", new TdError(429, "Too Many Requests: retry after 120"));

        assertThat(floods.refusal("editMessageText")).isPresent();
        assertThat(floods.refusal("sendMessage")).isEmpty();
        assertThat(floods.left()).containsOnlyKeys(RequestKind.EDIT);
    }

    @ParameterizedTest
    @CsvSource({
        "joinVideoChat, CALL",
        "createVideoChat, START",
        "getMessage, MESSAGE",
        "downloadFile, FILE",
        "recognizeSpeech, SPEECH",
        "getChatHistory, HISTORY"
    })
    void eachRequestThatTelegramLimitsIsHeldBackAlone(String request, RequestKind kind) {
        floods.note(request, new TdError(429, "Too Many Requests: retry after 120"));

        assertThat(floods.refusal(request)).isPresent();
        assertThat(floods.left()).containsOnlyKeys(kind);
    }

    @Test
    void otherErrorsAndOtherRequestsAreForgotten() {
        floods.note("joinChat", new TdError(400, "CHANNELS_TOO_MUCH"));
        floods.note("getOption", new TdError(429, "Too Many Requests: retry after 120"));

        assertThat(floods.left()).isEmpty();
    }
}
