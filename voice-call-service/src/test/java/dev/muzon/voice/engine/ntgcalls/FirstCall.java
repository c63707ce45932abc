package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.CountDownLatch;

/** A process that makes one call with the library that its variables name, and prints how far it came. */
final class FirstCall {
    private FirstCall() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            CountDownLatch connected = new CountDownLatch(1);
            engine.listen((chatId, state) -> {
                if (chatId == 1 && state == ConnectionState.CONNECTED) {
                    connected.countDown();
                }
            });
            System.out.println(engine.createCall(1));
            engine.connect(1, "{\"stream\": true}");
            connected.await();
            byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
            frame[0] = 1;
            frame[frame.length - 1] = -1;
            System.out.println("FRAME " + engine.sendFrame(1, frame));
            engine.createCall(13);
        } catch (FailureException e) {
            System.out.println("FAILED " + e.getMessage());
        }
    }
}
