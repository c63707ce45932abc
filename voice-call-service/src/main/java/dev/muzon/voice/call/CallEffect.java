package dev.muzon.voice.call;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;

/** An action that a {@link Call} asks for, in this order. Attempts are numbered, and each has a separate payload. */
public sealed interface CallEffect {
    /**
     * A request to create the engine's call and ask signalling to join with its payload. Answer with {@code joined}.
     */
    record Join(int attempt) implements CallEffect {}

    /**
     * A request to connect the engine.
     *
     * @param transport the server's answer, for the engine
     */
    record Connect(int attempt, String transport) implements CallEffect {}

    /** A request to end the engine's call. */
    record StopEngine() implements CallEffect {}

    /** A request to tell signalling that we are gone. */
    record LeaveVoiceChat() implements CallEffect {}

    /** Notice that sound gets through from now on. */
    record Up() implements CallEffect {}

    /** Notice that sound does not get through, while the call tries to recover. */
    record Lost(Failure failure) implements CallEffect {}

    /**
     * Notice that nobody heard what was sent last.
     *
     * @param time how long ago somebody surely heard the sound
     */
    record Unheard(Duration time) implements CallEffect {}

    /**
     * Notice of trouble that lasts, once for each topic. The call tries on.
     *
     * @param topic what people take the cause for
     */
    record Troubled(Failure failure, FailureCode topic) implements CallEffect {}

    /** Notice of the final end, which we did not ask for. */
    record Gone(Failure failure) implements CallEffect {}
}
