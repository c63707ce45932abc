package dev.muzon.e2e;

import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Web;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that links are heard: files, playlists, and a station that never ends. */
class LinksE2E extends LoungeScenario {
    private static final Song HARBOUR = Music.song(Format.HLS);

    private final Web web;

    LinksE2E(RunningSuite suite, Telegram telegram, Music music) throws IOException {
        super(telegram);
        this.web = Web.serve(suite, music);
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
