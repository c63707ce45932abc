package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that makes and stops one call after the other, while another thread sends frames without a pause. It goes
 * below the engine's record of calls, so that only the native bridge keeps the two apart.
 */
final class FramesBesideStops {
    private static final long CHAT = -1_000_000_000_001L;
    private static final byte[] BROADCAST = "{\"stream\": true}".getBytes(UTF_8);

    /** Every so many calls one is connected, which takes longer. */
    private static final int CONNECTED = 100;

    private static volatile boolean over;
    private static final AtomicLong sent = new AtomicLong();

    private FramesBesideStops() {}

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        NativeLibraries.load(NtgcallsPaths.from(System.getenv()));
        long engine = Ntgcalls.open();
        Thread sender = Thread.ofPlatform().start(() -> send(engine));
        for (int round = 0; round < rounds; round++) {
            Ntgcalls.createCall(engine, CHAT);
            Ntgcalls.useExternalMicrophone(engine, CHAT);
            if (round % CONNECTED == 0) {
                Ntgcalls.connect(engine, CHAT, BROADCAST);
                awaitConnected(engine);
            }
            awaitFrames(1 + round % 3);
            Ntgcalls.stop(engine, CHAT);
        }
        over = true;
        sender.join();
        System.out.println("SENT " + sent.get());
        Ntgcalls.closeEvents(engine);
        Ntgcalls.close(engine);
    }

    private static void awaitConnected(long engine) {
        long[] chatAndState = new long[2];
        do {
            if (!Ntgcalls.nextEvent(engine, chatAndState)) {
                throw new IllegalStateException("the events ended");
            }
        } while (chatAndState[1] == 0);
    }

    private static void awaitFrames(int frames) {
        long end = sent.get() + frames;
        while (sent.get() < end) {
            Thread.onSpinWait();
        }
    }

    private static void send(long engine) {
        byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
        while (!over) {
            if (Ntgcalls.sendFrame(engine, CHAT, frame) == Ntgcalls.OK) {
                sent.incrementAndGet();
            }
        }
    }
}
