package dev.muzon.sandbox.voice.webrtc;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client's description of itself when it joins.
 *
 * @param hash name of the fingerprint's hash, e.g. {@code sha-256}
 * @param ssrc unsigned. Clients write it as a signed number, too
 */
record JoinPayload(String ufrag, String pwd, String hash, String fingerprint, long ssrc) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ICE_CHARACTERS = "[A-Za-z0-9+/]{4,256}";

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException when something is missing or is not what it should be
     */
    static JoinPayload parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode print = root.path("fingerprints").path(0);
            return new JoinPayload(
                    matching(root, "ufrag", ICE_CHARACTERS),
                    matching(root, "pwd", ICE_CHARACTERS),
                    matching(print, "hash", "sha-[0-9]{1,3}"),
                    matching(print, "fingerprint", "[0-9A-Fa-f:]{32,200}"),
                    Integer.toUnsignedLong(root.required("ssrc").intValue()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a join payload: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads a field. Everything here goes into an SDP, where a stray line break would be a new line of it. */
    private static String matching(JsonNode node, String field, String pattern) {
        String value = node.path(field).asString("");
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException("not a join payload: bad " + field);
        }
        return value;
    }
}
