package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Web;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that links are heard: files, playlists, a station that never ends, and messages. Files that bots cannot fetch are
 * heard too.
 */
class LinksE2E extends LoungeScenario {
    private static final Song HARBOUR = Music.song(Format.HLS);

    /** The largest file that the Bot API hands out, in bytes. */
    private static final long BOT_API = 20L << 20;

    private final Web web;
    private final Music music;

    LinksE2E(RunningSuite suite, Telegram telegram, Music music) throws IOException {
        super(telegram);
        this.web = Web.serve(suite, music);
        this.music = music;
    }

    @AfterEach
    void stopServing() {
        web.close();
    }

    @Test
    void aLinkToAFileIsHeard() {
        Song song = Music.song(Format.MP3);

        telegram.awaitCard(lounge, ask(web.link("aurora.mp3")), song.title());

        listener.hearsPure(song.hertz());
    }

    @Test
    void aLinkToAPlaylistIsHeard() {
        ask(web.link("harbour.m3u8"));

        listener.hearsPure(HARBOUR.hertz());
    }

    @Test
    void aFileThatIsTooLargeForBotsIsHeardAsAReplyAndByItsLink() throws IOException {
        Song song = Music.song(Format.WAV);
        Path file = music.folder().resolve("falcon.wav");
        assertThat(Files.size(file)).isGreaterThan(BOT_API);
        bringTheAssistantIn();
        int message = telegram.send(lounge, alice, file);

        telegram.awaitCard(lounge, telegram.say(lounge, telegram.somebody(), "/play", message), song.title());
        listener.hearsPure(song.hertz());
        silence();

        // Links leave out the beginning that all ids of supergroups have in common.
        telegram.awaitCard(
                lounge, ask("https://t.me/c/" + (-1_000_000_000_000L - lounge) + "/" + message), song.title());
        listener.hearsPure(song.hertz());
    }

    private void bringTheAssistantIn() {
        play(Music.song(Format.MP3).title());
        listener.awaitTone(Music.song(Format.MP3).hertz());
        silence();
    }

    @Test
    void aLinkToAWholeChatAndToAMessageThatIsGoneAreToldApart() {
        bringTheAssistantIn();

        telegram.awaitText(lounge, ask("https://t.me/muzon_lounge"), "/add_channel");
        telegram.awaitText(lounge, ask("https://t.me/muzon_lounge/999999"), "can't see that message");
    }

    @Test
    void aLinkToAStationIsHeardLiveAndForLong() {
        telegram.awaitCard(lounge, ask(web.link("radio.m3u8")), "Live");
        listener.hearsPure(HARBOUR.hertz());

        telegram.awaitText(lounge, say("/seek +30"), "nowhere to jump");
        say("/pause");
        listener.awaitSilence();
        say("/resume");
        listener.awaitTone(HARBOUR.hertz());

        // Longer than all the segments that its playlist names at once.
        telegram.listen(lounge, Duration.ofSeconds(20));
        listener.hearsPure(HARBOUR.hertz());
    }
}
