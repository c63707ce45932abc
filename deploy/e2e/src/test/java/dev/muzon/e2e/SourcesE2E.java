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
import dev.muzon.testkit.web.CobaltAnswers;
import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.web.FakeWeb;
import dev.muzon.testkit.web.FakeWeb.Fault;
import dev.muzon.testkit.youtube.FakeYouTube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that songs are found at the services of a whole web. One that fails holds up no other. */
@ExtendWith(Network.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesE2E {
    private static final int VIDEO_HERTZ = 1130;
    private static final int SONG_HERTZ = 1310;
    private static final Duration LONG = Duration.ofMinutes(3);

    /** The time that a site gets for its answer here. A search that waits for one that hangs takes longer. */
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(10);

    private RunningSuite suite;
    private FakeYouTube youTube;
    private FakeWeb web;
    private Telegram telegram;
    private Listener listener;
    private long lounge;
    private long alice;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        YouTube.assumePossible();
        YouTube outside = YouTube.in(folder.resolve("web"));
        Music music = Music.in(folder.resolve("music"));
        Map<String, String> settings = new HashMap<>(outside.settings());
        settings.put("MUZON_EXTRACTOR_SOURCES_DISABLED", "");
        settings.put("MUZON_EXTRACTOR_SITES_PAGELIMIT", PAGE_LIMIT.toSeconds() + "s");
        settings.put("MUZON_SEARCH_JAMENDO_CLIENT", "0a1b2c3d");
        settings.put("MUZON_COBALT_URL", "https://cobalt.example");
        settings.put("MUZON_COBALT_KEY", CobaltAnswers.KEY);
        settings.put(
                "MUZON_MUSIC_SERVERS",
                "subsonic+https://ann:pw@navidrome.example,jellyfin+https://:k3y@jellyfin.example,"
                        + "plex+https://:t0ken@plex.example");
        settings.put("MUZON_LYRICS_ENABLED", "on");
        suite = RunningSuite.start(
                folder.resolve("state"),
                settings,
                List.of("--library", music.folder().toString()));
        youTube = outside.open(suite, Face.values());
        var tones = new TestTones(Ffmpeg.locate(), folder);
        web = youTube.web().song(Files.readAllBytes(tones.tone("song", Format.MP3, SONG_HERTZ, LONG)));
        youTube.video("harbourwind", "Harbour Wind", (int) LONG.toSeconds())
                .song("harbourwind", Files.readAllBytes(tones.tone("video", Format.WEBM, VIDEO_HERTZ, LONG)));
        telegram = new Telegram(suite.page());
        lounge = telegram.chat("Muzon Lounge");
        alice = telegram.user("Alice");
        listener = new Listener(telegram, lounge);
    }

    @AfterAll
    void stop() throws IOException {
        if (youTube != null) {
            youTube.close();
        }
        if (suite != null) {
            suite.close();
        }
    }

    @BeforeEach
    void heal() {
        List.of(Face.values()).forEach(web::heal);
    }

    private int say(String text) {
        return telegram.say(lounge, alice, text);
    }

    private void silence() {
        say("/stop");
        listener.awaitSilence();
    }

    @Test
    void aLinkToSpotifySoundsByTheClosestMatchElsewhereAndSaysSo() {
        String page = web.golden("spotify-embed-track.html")
                .replace("Sea Breeze", "Harbour Wind")
                .replace("\"duration\":3000", "\"duration\":180000");
        web.page("open.spotify.com/embed/track/5555555555555555555555", page);

        int asked = say("/play https://open.spotify.com/track/5555555555555555555555?si=x");

        telegram.awaitText(lounge, asked, "closest match");
        listener.hearsPure(VIDEO_HERTZ);
        silence();
    }

    @Test
    void aSearchListsSongsOfManyServicesAndOneOfThemIsHeard() {
        String found = Telegram.text(telegram.awaitText(lounge, say("/search nocturne"), "1. "));

        assertThat(found).contains("YouTube Music", "SoundCloud", "Bandcamp", "Internet Archive");

        int asked = say("/play https://ensemble.bandcamp.com/track/nocturne");
        telegram.awaitCard(lounge, asked, "Nocturne");
        listener.hearsPure(SONG_HERTZ);
        silence();
    }

    @Test
    void theOperatorsOwnServersAndInstancesPlay() {
        int asked = say("/search sea breeze");
        assertThat(Telegram.text(telegram.awaitText(lounge, asked, "1. "))).contains("my music servers");

        asked = say("/play https://vimeo.com/" + Face.VIDEO);
        telegram.awaitCard(lounge, asked, "Sea Breeze");
        listener.hearsPure(SONG_HERTZ);
        silence();
    }

    @Test
    void servicesThatHangOrRefuseLeaveTheOthersToAnswerInTime() {
        web.fail(Face.BANDCAMP, Fault.HANGS);
        web.fail(Face.SOUNDCLOUD, new Fault(429));
        web.fail(Face.JAMENDO, new Fault(500));
        long start = System.nanoTime();

        String found = Telegram.text(telegram.awaitText(lounge, say("/search ensemble nocturne"), "1. "));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PAGE_LIMIT);
        assertThat(found.split("⏳", 2)[0])
                .contains("YouTube Music", "Internet Archive")
                .doesNotContain("Bandcamp");
        assertThat(found.split("⏳", 2)[1]).contains("Bandcamp", "SoundCloud", "Jamendo");
    }
}
