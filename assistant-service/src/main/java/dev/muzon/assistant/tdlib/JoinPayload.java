package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A voice engine's side of a connection to a voice chat.
 *
 * @param source the ssrc that it will send with, signed as Telegram has it
 */
record JoinPayload(String json, int source) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();

    /**
     * Reads a payload.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad}
     */
    static JoinPayload parse(String json) {
        try {
            return new JoinPayload(
                    json, (int) JSON.readTree(json).required("ssrc").longValue());
        } catch (JacksonException | IllegalArgumentException e) {
            throw Failure.of(FailureCode.BAD_INPUT, "the join payload has no ssrc")
                    .causedBy(e);
        }
    }

    /** Makes a well-formed payload that nobody will connect with. */
    static JoinPayload ofNobody(RandomGenerator random) {
        int source = random.nextInt(1, Integer.MAX_VALUE);
        String json = """
                {"ufrag":"%s","pwd":"%s","fingerprints":[{"hash":"sha-256","fingerprint":"%s","setup":"active"}],"ssrc":%d}\
                """.formatted(
                        HexFormat.of().formatHex(bytes(random, 4)),
                        HexFormat.of().formatHex(bytes(random, 16)),
                        FINGERPRINT.formatHex(bytes(random, 32)),
                        source);
        return new JoinPayload(json, source);
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
