package dev.muzon.voice.call;

import dev.muzon.protocol.failure.Failure;

/** What a {@link Call} wants done, in this order. Attempts are numbered; each has a payload of its own. */
public sealed interface CallEffect {
    /** Create the engine's call and ask signalling to join with its payload; answer with {@code joined}. */
    record Join(int attempt) implements CallEffect {}

    /** @param transport the server's answer, for the engine */
    record Connect(int attempt, String transport) implements CallEffect {}

    /** End the engine's call. */
    record StopEngine() implements CallEffect {}

    /** Tell signalling that we are gone. */
    record LeaveVoiceChat() implements CallEffect {}

    /** Sound gets through from now on. */
    record Up() implements CallEffect {}

    /** Sound does not get through; it is being worked on. */
    record Lost(Failure failure) implements CallEffect {}

    /** Over for good, not by our wish. */
    record Gone(Failure failure) implements CallEffect {}
}
