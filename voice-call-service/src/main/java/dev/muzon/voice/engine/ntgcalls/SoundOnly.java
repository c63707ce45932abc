package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.voice.engine.TransportAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replacement of the server's video offer in a transport answer. The library requires an offer and aborts the process
 * over any that it cannot use, such as an empty list or a retransmission without its codec. So it always gets this one,
 * which it can use, and which is never used.
 */
final class SoundOnly {
    private static final JsonNode PICTURES = JsonMapper.shared().readTree("""
            {
              "endpoint": "",
              "payload-types": [
                {"id": 100, "name": "VP8", "clockrate": 90000, "channels": 0},
                {"id": 101, "name": "rtx", "clockrate": 90000, "parameters": {"apt": 100}}
              ],
              "rtp-hdrexts": [],
              "server_sources": []
            }""");

    private SoundOnly() {}

    /**
     * Replaces the offer.
     *
     * @return the answer that the library connects with
     */
    static String of(TransportAnswer answer) {
        if (answer.mode() == TransportAnswer.Mode.STREAM) {
            return answer.json();
        }
        ObjectNode content = (ObjectNode) JsonMapper.shared().readTree(answer.json());
        content.set("video", PICTURES);
        return content.toString();
    }
}
