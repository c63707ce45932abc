package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Web;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that bad requests are answered in words and disturb nothing. */
class BadInputE2E extends LoungeScenario {
    private static final int ENDLESS_TITLE_HERTZ = 1370;

    private final RunningSuite suite;
    private final Music music;
    private final Web web;

    BadInputE2E(RunningSuite suite, Telegram telegram, Music music) throws IOException {
        super(telegram);
        this.suite = suite;
        this.music = music;
        this.web = Web.serve(suite, music);
    }

    @AfterEach
    void stopServing() {
        web.close();
    }

    @Test
    void everyBadRequestIsAnsweredInWords() throws IOException {
        Files.writeString(music.links().resolve("story.txt"), "Once upon a time there was no sound. ".repeat(200));
        Files.copy(
                music.links().resolve("story.txt"),
                music.links().resolve("story.mp3"),
                StandardCopyOption.REPLACE_EXISTING);
        new TestTones(Ffmpeg.locate(), music.links()).silence("endless", Duration.ofHours(5));

        Map<String, String> answers = Map.ofEntries(
                Map.entry("/play", "What shall I play"),
                Map.entry("/play " + "x".repeat(600), "too long"),
                Map.entry("/play qzxwv jkqpw", "Nothing found in my own music ("),
                Map.entry("/play " + web.link("story.mp3"), "no sound"),
                Map.entry("/play " + web.link("missing.mp3"), "nothing to play there"),
                Map.entry("/play " + web.link("forbidden.mp3"), "does not let me in"),
                Map.entry("/play http://127.0.0.1:27117/song.mp3", "may not open"),
                Map.entry("/play http://169.254.169.254/latest/meta-data", "may not open"),
                Map.entry("/play " + web.link("redirect-to-private"), "may not open"),
                Map.entry("/play " + web.link("endless.wav"), "too long"),
                Map.entry("/volume abc", "1 to 200"),
                Map.entry("/volume 201", "1 to 200"),
                Map.entry("/seek soon", "Where to"),
                Map.entry("/pause", "Nothing is playing"));
        answers.forEach((said, words) -> {
            int after = telegram.say(lounge, telegram.somebody(), said);
            JsonNode answer = telegram.awaitText(lounge, after, words);
            assertThat(Telegram.text(answer)).doesNotContain("Exception", "null", "127.0.0.1:27117");
        });
        assertThat(telegram.receptions(lounge)).isEmpty();
    }

    @Test
    void aTruncatedFileIsReportedAndTheNextTrackPlays() throws IOException {
        Path whole =
                new TestTones(Ffmpeg.locate(), music.links()).tone("cut", Format.FLAC, 1200, Duration.ofSeconds(20));
        Path cut = TestTones.truncate(whole, 0.3);
        int asked = ask(web.link(cut.getFileName().toString()));
        // Searches run side by side, so the song that was found first would play first.
        telegram.awaitCard(lounge, asked, "truncated-cut");
        ask(Music.song(Format.MP3).title());

        listener.hearsPure(Music.song(Format.MP3).hertz());
        telegram.awaitMessage(
                lounge,
                asked,
                message -> Telegram.text(message).contains("Broke off")
                        || Telegram.text(message).contains("Could not play"));
    }

    @Test
    void aSongWithATitleOfNineHundredThousandCharactersIsHeardUnderAShortOne() throws IOException {
        Path song = new TestTones(Ffmpeg.locate(), music.links())
                .tone("endless-title", Format.MP3, ENDLESS_TITLE_HERTZ, Duration.ofMinutes(2));
        Files.write(song, withTitle("Q".repeat(900_000), Files.readAllBytes(song)));

        int asked = ask(web.link("endless-title.mp3"));
        JsonNode card = telegram.awaitCard(lounge, asked, "QQQQQQQQQQ");
        listener.hearsPure(ENDLESS_TITLE_HERTZ);
        say("/queue");
        say("/now");

        assertThat(Telegram.text(card)).hasSizeLessThan(1000);
        telegram.awaitText(lounge, say("/volume 201"), "1 to 200");
    }

    /** Puts an ID3 tag in front of an MP3. */
    private static byte[] withTitle(String title, byte[] mp3) {
        int frame = 1 + title.length();
        int tag = 10 + frame;
        return ByteBuffer.allocate(10 + tag + mp3.length)
                .put(new byte[] {'I', 'D', '3', 3, 0, 0})
                .put(new byte[] {
                    (byte) (tag >> 21 & 0x7f), (byte) (tag >> 14 & 0x7f), (byte) (tag >> 7 & 0x7f), (byte) (tag & 0x7f)
                })
                .put("TIT2".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(frame)
                .put(new byte[3])
                .put(title.getBytes(StandardCharsets.ISO_8859_1))
                .put(mp3)
                .array();
    }

    @Test
    void requestsToServicesWithoutATokenAreRefused() throws Exception {
        for (String url : new String[] {
            "http://127.0.0.1:8081/v1/files/x",
            "http://127.0.0.1:8082/v1/accounts",
            "http://127.0.0.1:8083/v1/players/-1",
            "http://127.0.0.1:8084/v1/media/x"
        }) {
            String answer = suite.inside("curl", "-s", "-w", " %{http_code} %{content_type}", url);

            assertThat(answer)
                    .contains("401 application/problem+json", "internal.unauthenticated")
                    .doesNotContain("Exception");
        }
    }
}
