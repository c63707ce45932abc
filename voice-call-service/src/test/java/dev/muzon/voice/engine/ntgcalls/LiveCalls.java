package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.CountDownLatch;

/** A process that sends sound into three calls, and ends in the way that it is told. */
final class LiveCalls {
    private static final int CALLS = 3;

    private LiveCalls() {}

    public static void main(String[] arguments) throws InterruptedException {
        VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {});
        CountDownLatch connected = new CountDownLatch(CALLS);
        engine.listen((chatId, state) -> {
            if (state == ConnectionState.CONNECTED) {
                connected.countDown();
            }
        });
        for (int chat = 1; chat <= CALLS; chat++) {
            engine.createCall(chat);
            engine.connect(chat, "{\"stream\": true}");
        }
        connected.await();
        Thread.ofPlatform().daemon().start(() -> sendForEver(engine));
        System.out.println("LIVE");
        switch (arguments[0]) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "return" -> {}
            default -> new CountDownLatch(1).await();
        }
    }

    private static void sendForEver(VoiceEngine engine) {
        byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
        while (true) {
            for (int chat = 1; chat <= CALLS; chat++) {
                engine.sendFrame(chat, frame);
            }
        }
    }
}
