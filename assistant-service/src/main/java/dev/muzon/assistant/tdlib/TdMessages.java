package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.message.VoiceNote;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The parts of TDLib's messages that the assistant reads. */
final class TdMessages {
    private TdMessages() {}

    /** Returns the note in a message. Those that may be heard once only are left alone. */
    static Optional<VoiceNote> note(JsonNode message) {
        JsonNode content = message.path("content");
        JsonNode sound = switch (content.path("@type").asString("")) {
            case "messageVoiceNote" -> content.path("voice_note");
            case "messageVideoNote" -> content.path("video_note");
            default -> content.path("none");
        };
        boolean once = message.path("self_destruct_type").isObject();
        int file = file(sound);
        if (file == 0 || once || message.path("sending_state").isObject()) {
            return Optional.empty();
        }
        return Optional.of(new VoiceNote(
                message.path("chat_id").longValue(0),
                message.path("id").longValue(0),
                message.path("sender_id").path("user_id").longValue(0),
                message.path("is_outgoing").booleanValue(false),
                Instant.ofEpochSecond(message.path("date").longValue(0)),
                Duration.ofSeconds(Math.max(0, sound.path("duration").intValue(0))),
                file));
    }

    private static int file(JsonNode sound) {
        JsonNode voice = sound.path("voice");
        return (voice.isObject() ? voice : sound.path("video")).path("id").intValue(0);
    }

    /** Returns the text that the account's owner wrote. A text on its way, as this process sends it, is none. */
    static Optional<OwnText> ownText(JsonNode message) {
        JsonNode content = message.path("content");
        boolean own = message.path("is_outgoing").booleanValue(false)
                && !message.path("sending_state").isObject()
                && !message.path("forward_info").isObject()
                && content.path("@type").asString("").equals("messageText");
        return own
                ? Optional.of(new OwnText(
                        message.path("chat_id").longValue(0),
                        message.path("id").longValue(0),
                        answered(message),
                        Instant.ofEpochSecond(message.path("date").longValue(0)),
                        content.path("text").path("text").asString("")))
                : Optional.empty();
    }

    /** Returns the message of the same chat that this one answers, 0 for none. */
    static long answered(JsonNode message) {
        return message.path("reply_to").path("message_id").longValue(0);
    }
}
