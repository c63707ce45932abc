package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.YouTube;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.youtube.FakeYouTube;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that videos are heard through the real yt-dlp and deno, and that their refusals are told in words. */
@ExtendWith(Network.class)
class PagesE2E {
    private static final int HERTZ = 1130;
    private static final int ARCHIVED_HERTZ = 1310;
    private static final String ARCHIVED = "Slow Waltz";

    @TempDir
    private Path folder;

    @Test
    void aVideoWhoseSoundItsPlayerLocksIsHeardAndAPrivateOneIsExplained() throws Exception {
        YouTube.assumePossible();
        YouTube web = YouTube.in(folder.resolve("web"));
        Music music = Music.in(folder.resolve("music"));
        byte[] song = Files.readAllBytes(
                new TestTones(Ffmpeg.locate(), folder).tone("etude", Format.WEBM, HERTZ, Duration.ofMinutes(3)));
        try (RunningSuite suite = RunningSuite.start(
                        folder.resolve("state"),
                        web.settings(),
                        List.of("--library", music.folder().toString()));
                FakeYouTube youTube = web.open(suite)) {
            youTube.locked("lockedsound", "Etude", 180).song("lockedsound", song);
            youTube.refused("secretsound", Map.of("status", "LOGIN_REQUIRED", "reason", "This video is private"));
            Telegram telegram = new Telegram(suite.page());
            long lounge = telegram.chat("Muzon Lounge");
            long alice = telegram.user("Alice");

            int asked = telegram.say(lounge, alice, "/play https://www.youtube.com/watch?v=secretsound");
            telegram.awaitText(lounge, asked, "private");
            asked = telegram.say(lounge, telegram.user("Борис"), "/play https://youtu.be/lockedsound");
            telegram.awaitCard(lounge, asked, "Etude");
            new Listener(telegram, lounge).hearsPure(HERTZ);

            assertThat(youTube.asked())
                    .contains("POST /youtubei/v1/player VISIONOS")
                    .anyMatch(request -> request.startsWith("GET /s/player/"));
        }
    }

    @Test
    void aSongThatOnlyTheInternetArchiveHasIsFoundByItsNameAndHeard() throws Exception {
        YouTube.assumePossible();
        YouTube web = YouTube.in(folder.resolve("web"));
        Music music = Music.in(folder.resolve("music"));
        byte[] song = Files.readAllBytes(new TestTones(Ffmpeg.locate(), folder)
                .tone("archived", Format.MP3, ARCHIVED_HERTZ, Duration.ofMinutes(3)));
        try (RunningSuite suite = RunningSuite.start(
                        folder.resolve("state"),
                        web.settings(),
                        List.of("--library", music.folder().toString()));
                FakeYouTube youTube = web.open(suite, Face.INTERNET_ARCHIVE)) {
            youTube.unheardOf(ARCHIVED).web().song(song);
            Telegram telegram = new Telegram(suite.page());
            long lounge = telegram.chat("Muzon Lounge");

            int asked = telegram.say(lounge, telegram.user("Alice"), "/play " + ARCHIVED);
            telegram.awaitCard(lounge, asked, ARCHIVED);
            new Listener(telegram, lounge).hearsPure(ARCHIVED_HERTZ);

            assertThat(youTube.web().asked()).contains("GET archive.org/download/night_pieces/slow%20waltz.mp3");
        }
    }
}
