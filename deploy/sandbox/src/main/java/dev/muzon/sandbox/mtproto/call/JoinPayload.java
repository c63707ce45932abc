package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.session.RpcException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client's side of a connection to a voice chat.
 *
 * @param json all of it, for the voice server
 * @param source the ssrc that it will send with, 32 bits, signed or not
 */
record JoinPayload(String json, int source) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads a payload.
     *
     * @throws RpcException {@code DATA_JSON_INVALID}
     */
    static JoinPayload parse(String json) {
        try {
            JsonNode ssrc = JSON.readTree(json).path("ssrc");
            if (!ssrc.isIntegralNumber() || !ssrc.canConvertToLong()) {
                throw RpcException.badRequest("DATA_JSON_INVALID");
            }
            return new JoinPayload(json, (int) ssrc.longValue());
        } catch (JacksonException e) {
            throw RpcException.badRequest("DATA_JSON_INVALID");
        }
    }
}
