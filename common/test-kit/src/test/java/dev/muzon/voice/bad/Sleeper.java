package dev.muzon.voice.bad;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.lang.foreign.Linker;

/** See {@link dev.muzon.gateway.bad.ClockHelper}. */
public final class Sleeper {
    private Sleeper() {}

    public static void doze() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static Failure failure() {
        return new Failure.Critical(FailureCode.INTERNAL, "asleep");
    }

    public static Linker linker() {
        return Linker.nativeLinker();
    }
}
