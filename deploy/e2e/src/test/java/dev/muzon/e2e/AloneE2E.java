package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test of music that nobody listens to, in a world in which that is noticed soon. */
@ExtendWith(Network.class)
class AloneE2E {
    private static final Map<String, String> SOON = Map.of(
            "MUZON_VOICE_ALONE_WATCH", "true",
            "MUZON_VOICE_ALONE_PAUSE_AFTER", "3s",
            "MUZON_VOICE_ALONE_LEAVE_AFTER", "12s");

    @TempDir
    private Path folder;

    @Test
    void musicWaitsForListenersAndTheVoiceChatIsLeftWhenNobodyComes() throws Exception {
        Music music = Music.in(folder.resolve("music"));
        try (RunningSuite suite = RunningSuite.start(
                folder.resolve("state"),
                SOON,
                List.of("--library", music.folder().toString()))) {
            Telegram telegram = new Telegram(suite.page());
            long lounge = telegram.chat("Muzon Lounge");
            long alice = telegram.user("Alice");
            Listener listener = new Listener(telegram, lounge);
            telegram.startVoiceChat(lounge, alice);

            int asked = telegram.say(lounge, alice, "/play " + Music.STAIRCASE);
            telegram.awaitText(lounge, asked, "Nobody is listening, so I paused");
            listener.awaitSilence();

            telegram.enterVoiceChat(lounge, alice);
            int there = listener.awaitSecond(1, 60);
            listener.awaitSecond(there + 5, 85);

            telegram.leaveVoiceChat(lounge, alice);
            telegram.awaitText(lounge, asked, "Nobody came to listen, so I left the voice chat");
            await("an empty voice chat").atMost(PATIENCE).until(() -> telegram.participants(lounge), List.of()::equals);

            telegram.enterVoiceChat(lounge, alice);
            telegram.say(lounge, alice, "/resume");
            assertThat(listener.awaitSecond(there + 4, 88)).isGreaterThanOrEqualTo(there + 4);
        }
    }
}
