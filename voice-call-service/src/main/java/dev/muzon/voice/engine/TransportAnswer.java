package dev.muzon.voice.engine;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's answer to a join payload, checked as far as sound needs it. Native engines trust its shape, so every
 * answer passes here first.
 *
 * @param json the answer as the server wrote it
 */
public record TransportAnswer(String json, Mode mode) {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final List<String> CANDIDATE_TEXTS = List.of(
            "generation", "component", "protocol", "port", "ip", "foundation", "id", "priority", "type", "network");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The ways that sound travels. */
    public enum Mode {
        /** Over ICE and DTLS-SRTP with the server that the answer names. */
        RTC,
        /** A broadcast: the engine meets no peer and fetches what it hears in parts. */
        STREAM
    }

    /**
     * Checks and reads an answer.
     *
     * @param json hostile until it has been read here
     * @throws FailureException per-instance {@code call.connect-failed}, naming what is wrong
     */
    public static TransportAnswer parse(long chatId, String json) {
        try {
            return new TransportAnswer(json, modeOf(json));
        } catch (Refused refused) {
            throw Failure.perInstance(
                            FailureCode.CALL_CONNECT_FAILED,
                            "transport answer refused: " + refused.getMessage(),
                            "call:" + chatId)
                    .asException();
        }
    }

    private static Mode modeOf(String json) throws Refused {
        JsonNode answer = read(json);
        if (answer.hasNonNull("rtmp")) {
            throw new Refused("RTMP mode is not carried");
        }
        if (answer.hasNonNull("stream")) {
            if (!answer.get("stream").asBoolean(false)) {
                throw new Refused("\"stream\" is there and not true");
            }
            return Mode.STREAM;
        }
        checkTransport(object(answer, "transport"));
        checkPayloadTypes(object(answer, "audio"));
        return Mode.RTC;
    }

    private static JsonNode read(@Nullable String json) throws Refused {
        if (json == null || json.isBlank()) {
            throw new Refused("it is empty");
        }
        if (json.length() > MAX_LENGTH) {
            throw new Refused("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            JsonNode answer = JSON.readTree(json);
            if (!answer.isObject()) {
                throw new Refused("it is not a JSON object");
            }
            return answer;
        } catch (JacksonException e) {
            throw new Refused("it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void checkTransport(JsonNode transport) throws Refused {
        text(transport, "ufrag");
        text(transport, "pwd");
        for (JsonNode fingerprint : filled(transport, "fingerprints", "transport")) {
            text(fingerprint, "hash");
            text(fingerprint, "setup");
            text(fingerprint, "fingerprint");
        }
        for (JsonNode candidate : filled(transport, "candidates", "transport")) {
            for (String field : CANDIDATE_TEXTS) {
                text(candidate, field);
            }
        }
    }

    private static void checkPayloadTypes(JsonNode audio) throws Refused {
        for (JsonNode type : filled(audio, "payload-types", "audio")) {
            number(type, "id", 0, 127);
            number(type, "clockrate", 1, 1_000_000);
            if (type.has("channels")) {
                number(type, "channels", 1, 24);
            }
            text(type, "name");
        }
    }

    private static JsonNode object(JsonNode parent, String name) throws Refused {
        JsonNode node = parent.path(name);
        if (!node.isObject()) {
            throw new Refused("\"" + name + "\" is missing");
        }
        return node;
    }

    private static JsonNode filled(JsonNode parent, String name, String of) throws Refused {
        JsonNode node = parent.path(name);
        if (!node.isArray() || node.isEmpty()) {
            throw new Refused("\"" + name + "\" of \"" + of + "\" is missing or empty");
        }
        return node;
    }

    private static void number(JsonNode parent, String name, int least, int most) throws Refused {
        JsonNode node = parent.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw new Refused("\"" + name + "\" is missing or no number from " + least + " to " + most);
        }
    }

    private static void text(JsonNode parent, String name) throws Refused {
        JsonNode node = parent.path(name);
        if (!node.isString() || node.stringValue().isBlank()) {
            throw new Refused("\"" + name + "\" is missing or no text");
        }
    }

    /** The reason why an answer is refused. It becomes the failure's detail. */
    private static final class Refused extends Exception {
        Refused(String why) {
            super(why);
        }
    }
}
