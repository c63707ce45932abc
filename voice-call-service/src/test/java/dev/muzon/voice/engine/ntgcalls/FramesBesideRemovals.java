package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.voice.engine.VoiceEngine;

/** A process that sends frames of a call until the library has removed it. The library of these tests prints how. */
final class FramesBesideRemovals {
    private static final long FAILING = 15;

    private FramesBesideRemovals() {}

    public static void main(String[] arguments) {
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            engine.createCall(FAILING);
            engine.connect(FAILING, "{\"stream\": true}");
            byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
            while (engine.sendFrame(FAILING, frame)) {
                Thread.onSpinWait();
            }
        }
    }
}
