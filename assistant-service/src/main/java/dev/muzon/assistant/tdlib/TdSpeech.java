package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Telegram's own recognition of speech. Its result is asked for, because the note's message holds it. */
record TdSpeech(TdClient client) {
    /** The request that begins a recognition. */
    static final String RECOGNISE = "recognizeSpeech";

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Returns the words of a note whose chat is known. */
    String recognise(VoiceNote note, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            client.call(about(RECOGNISE, note), limit);
            while (end - System.nanoTime() > 0) {
                JsonNode result = result(client.call(about("getMessage", note)));
                switch (result.path("@type").asString("")) {
                    case "speechRecognitionResultText" -> {
                        return result.path("text").asString("");
                    }
                    case "speechRecognitionResultError" -> {
                        JsonNode error = result.path("error");
                        TdError refusal = new TdError(
                                error.path("code").intValue(0),
                                error.path("message").asString(""));
                        client.failedLater(RECOGNISE, refusal);
                        throw refusal;
                    }
                    default -> Thread.sleep(PAUSE);
                }
            }
        } catch (TdError e) {
            throw failure(e);
        }
        throw Failure.of(FailureCode.TRANSCRIBER_UNAVAILABLE, "Telegram recognised nothing within " + limit)
                .asException();
    }

    private static TdRequest about(String type, VoiceNote note) {
        return TdRequest.of(type).with("chat_id", note.chatId()).with("message_id", note.messageId());
    }

    private static JsonNode result(JsonNode message) {
        JsonNode content = message.path("content");
        JsonNode voice = content.path("voice_note");
        return (voice.isObject() ? voice : content.path("video_note")).path("speech_recognition_result");
    }

    private FailureException failure(TdError error) {
        if (TdErrors.unknownMessage(error)) {
            return Failure.of(FailureCode.MESSAGE_GONE, "the note was deleted").causedBy(error);
        }
        FailureCode code = switch (error.text()) {
            case "PREMIUM_ACCOUNT_REQUIRED" -> FailureCode.TRANSCRIBER_REFUSED;
            case "MSG_VOICE_TOO_LONG" -> FailureCode.NOTE_TOO_LONG;
            case "TRANSCRIPTION_FAILED", "MSG_VOICE_MISSING", "Message can't be transcribed" ->
                FailureCode.NOTE_UNREADABLE;
            default -> FailureCode.TRANSCRIBER_UNAVAILABLE;
        };
        FailureException known = client.failed("recognising speech", error);
        boolean telling =
                code != FailureCode.TRANSCRIBER_UNAVAILABLE || !(known.failure() instanceof Failure.FloodWait);
        return telling ? Failure.of(code, "Telegram: " + error.text()).causedBy(error) : known;
    }
}
