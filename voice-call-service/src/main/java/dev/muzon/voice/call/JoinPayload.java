package dev.muzon.voice.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The voice engine's side of a connection, which is new for each join. */
public final class JoinPayload {
    private JoinPayload() {}

    /** Returns the audio source of a payload, signed as in TDLib. Null when it names none. */
    public static @Nullable Integer audioSource(String payload) {
        try {
            JsonNode ssrc = JsonMapper.shared().readTree(payload).path("ssrc");
            return ssrc.isIntegralNumber() && ssrc.canConvertToLong() ? (Integer) (int) ssrc.longValue() : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
