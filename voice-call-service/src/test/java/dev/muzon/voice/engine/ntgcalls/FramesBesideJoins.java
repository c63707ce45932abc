package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.CountDownLatch;

/**
 * A process that sends frames of one call, while another one is created and ended. The library of these tests takes its
 * time for that, and prints whether frames went on.
 */
final class FramesBesideJoins {
    private static final long SOUNDING = 1;
    private static final long SLOW = 14;

    private static volatile boolean over;

    private FramesBesideJoins() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            connect(engine);
            Thread sender = Thread.ofPlatform().start(() -> send(engine));
            engine.createCall(SLOW);
            engine.stop(SLOW);
            over = true;
            sender.join();
        }
    }

    private static void connect(VoiceEngine engine) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        engine.listen((chatId, state) -> {
            if (chatId == SOUNDING && state == ConnectionState.CONNECTED) {
                connected.countDown();
            }
        });
        engine.createCall(SOUNDING);
        engine.connect(SOUNDING, "{\"stream\": true}");
        connected.await();
    }

    private static void send(VoiceEngine engine) {
        byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
        while (!over) {
            engine.sendFrame(SOUNDING, frame);
        }
    }
}
