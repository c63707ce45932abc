package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CallMemoryTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void callsThatAnOlderVersionStoredAreNotMuted() {
        assertThat(CallMemory.former(option("[{\"chatId\":-1,\"groupCallId\":5,\"uniqueId\":905}]")))
                .containsExactly(new JoinedCall(-1, 5, 905, null, null, false, 0, true));
    }

    @Test
    void fieldsOfANewerVersionDoNoHarm() {
        assertThat(CallMemory.former(option("[{\"chatId\":-1,\"groupCallId\":5,\"muted\":true,\"raised\":true}]")))
                .containsExactly(new JoinedCall(-1, 5, 0, null, null, true, 0, true));
    }

    private static ObjectNode option(String value) {
        return JSON.createObjectNode().put("value", value);
    }
}
