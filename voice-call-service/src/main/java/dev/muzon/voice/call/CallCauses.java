package dev.muzon.voice.call;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Span;
import dev.muzon.voice.engine.ConnectionState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The causes for which a call is in trouble or ends, as failures. They name the assistant once it is known. */
final class CallCauses {
    private final CallTarget target;
    private @Nullable String assistant;

    CallCauses(CallTarget target) {
        this.target = target;
    }

    /** Notes the assistant that has joined. */
    void of(VoiceChatJoined answer) {
        assistant = answer.assistant();
    }

    /** Notes how people know the assistant of news, where no join has told it yet. */
    void named(@Nullable String mention) {
        assistant = assistant == null ? mention : assistant;
    }

    Failure ended() {
        return Failure.of(FailureCode.VOICE_CHAT_ENDED, "the voice chat was ended");
    }

    Failure removed() {
        return ofAssistant(FailureCode.ASSISTANT_REMOVED, "the assistant was removed");
    }

    Failure muted() {
        return ofAssistant(FailureCode.VOICE_CHAT_MUTED, "an admin muted the assistant");
    }

    Failure dropped() {
        return perCall(FailureCode.CALL_LOST, "the server dropped the connection");
    }

    Failure silent() {
        return perCall(FailureCode.CALL_LOST, "the voice server does not answer any more");
    }

    static Failure notJoined(Duration limit) {
        return Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "joining took more than " + new Span(limit));
    }

    Failure notConnected(Duration limit) {
        return perCall(FailureCode.CALL_CONNECT_FAILED, "not connected within " + new Span(limit));
    }

    /**
     * Returns what the engine's report of an end means.
     *
     * @param connected whether the call was connected before
     */
    Failure reported(ConnectionState end, boolean connected) {
        FailureCode code = connected ? FailureCode.CALL_LOST : FailureCode.CALL_CONNECT_FAILED;
        return perCall(code, "the engine reports " + end);
    }

    /** Returns whether the engine will bring no sound any more. */
    static boolean isEnd(ConnectionState connection) {
        return switch (connection) {
            case FAILED, TIMEOUT, CLOSED -> true;
            case CONNECTING, CONNECTED -> false;
        };
    }

    private Failure ofAssistant(FailureCode code, String detail) {
        String name = assistant;
        return Failure.of(code, detail, name == null ? Map.of() : Map.of("assistant", FailureArgument.text(name)));
    }

    private Failure perCall(FailureCode code, String detail) {
        return Failure.perInstance(code, detail, "call:" + target);
    }
}
