package dev.muzon.voice.bad;

import java.lang.foreign.Linker;

/** See {@link dev.muzon.gateway.bad.ClockHelper}. */
public final class Sleeper {
    private Sleeper() {}

    public static void doze() throws InterruptedException {
        Thread.sleep(1);
    }

    public static Linker linker() {
        return Linker.nativeLinker();
    }
}
