package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.NewMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutageTest extends LoungeScenario {
    @Test
    void aClientCatchesUpOnUpdatesAfterAnOutage() {
        client.awaitConnected();
        telegram.server.cutNetwork();
        client.awaitDisconnected();
        Chat inPrivate = telegram.world.chats().privateChat(alice, telegram.assistant());
        for (int i = 0; i < 3; i++) {
            telegram.world.messages().send(lounge.id(), alice, NewMessage.text("in the dark " + i));
            telegram.world.messages().send(inPrivate.id(), alice, NewMessage.text("whispered " + i));
        }
        telegram.server.restoreNetwork();
        for (int i = 0; i < 3; i++) {
            client.awaitNewMessage("in the dark " + i);
            client.awaitNewMessage("whispered " + i);
        }
        telegram.world.messages().send(lounge.id(), alice, NewMessage.text("and the light"));
        client.awaitNewMessage("and the light");
        assertThat(client.count("updateNewMessage", "in the dark 1")).isOne();
    }

    @Test
    void garbageEndsOnlyItsOwnConnection() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), telegram.server.socksPort())) {
                if (i % 2 == 1) {
                    // Past the proxy's handshake, into the packets.
                    socket.getOutputStream().write(new byte[] {5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, 1, (byte) 0xbb});
                    socket.getInputStream().readNBytes(12);
                }
                socket.getOutputStream().write(garbage);
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(16);
            }
        }
        telegram.world.messages().send(lounge.id(), alice, NewMessage.text("still here"));
        client.awaitNewMessage("still here");
    }
}
