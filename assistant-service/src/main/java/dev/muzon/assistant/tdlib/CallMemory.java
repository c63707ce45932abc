package dev.muzon.assistant.tdlib;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The memory across restarts of the voice chats that the account is in. A TDLib option holds it, so it moves with the
 * session and ends with it.
 */
final class CallMemory {
    private static final Logger log = LoggerFactory.getLogger(CallMemory.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // older versions stored fewer fields
            .build();
    /** TDLib leaves options whose names begin with x_ to its users. */
    private static final String OPTION = "x_muzon_voice_chats";

    private final TdClient client;

    CallMemory(TdClient client) {
        this.client = client;
    }

    void store(Collection<JoinedCall> calls) {
        TdRequest value = calls.isEmpty()
                ? TdRequest.of("optionValueEmpty")
                : TdRequest.of("optionValueString").with("value", JSON.writeValueAsString(calls));
        client.send(TdRequest.of("setOption").with("name", OPTION).with("value", value), (_, e) -> {
            if (e instanceof TdError error && !error.isClosed()) {
                log.warn("Voice chats not stored, so a restart will not know them: {}", error.text());
            }
        });
    }

    /**
     * Reads the stored calls.
     *
     * @param then gets the calls that the former process stored, none when there were none
     */
    void recall(Consumer<List<JoinedCall>> then) {
        client.send(TdRequest.of("getOption").with("name", OPTION), (option, _) -> then.accept(former(option)));
    }

    /** Reads the calls in the value of TDLib's option. */
    static List<JoinedCall> former(@Nullable JsonNode option) {
        String stored = option == null ? "" : option.path("value").asString("");
        if (stored.isEmpty()) {
            return List.of();
        }
        try {
            return Stream.of(JSON.readValue(stored, JoinedCall[].class))
                    .map(JoinedCall::asFormer)
                    .toList();
        } catch (JacksonException e) {
            log.warn("Voice chats of the former process are unreadable: {}", e.getOriginalMessage());
            return List.of();
        }
    }
}
