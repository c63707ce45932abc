package dev.muzon.voice.bad;

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

    public static Linker linker() {
        return Linker.nativeLinker();
    }
}
