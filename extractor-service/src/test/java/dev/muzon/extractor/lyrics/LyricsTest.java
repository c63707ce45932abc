package dev.muzon.extractor.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of lyrics from a service with the shapes of LRCLIB. */
@Timeout(120)
class LyricsTest {
    private FakeServices services;
    private Documents documents;

    @BeforeEach
    void start() throws Exception {
        services = new FakeServices();
        documents = services.documents();
    }

    @AfterEach
    void stop() throws Exception {
        documents.close();
        services.close();
    }

    private LyricsView find(String title, @Nullable String artist, @Nullable Integer seconds) throws Exception {
        return lyrics(Duration.ofSeconds(60)).of(title, artist, seconds == null ? null : Duration.ofSeconds(seconds));
    }

    private Lyrics lyrics(Duration limit) {
        return new Lyrics(new Lrclib(documents, HttpLink.parse(services.origin("lrclib.net")), Duration.ZERO), limit);
    }

    private void knows(String... songs) {
        services.text("/api/search", "application/json", "[" + String.join(",", songs) + "]");
    }

    private static String song(String title, String artist, int seconds, String words) {
        return """
                {"trackName":"%s","artistName":"%s","duration":%d,"instrumental":false,"plainLyrics":"%s",
                 "syncedLyrics":"[00:01.00] %s"}""".formatted(title, artist, seconds, words, words);
    }

    private FailureException refused(Lyrics lyrics) {
        return catchThrowableOfType(
                FailureException.class, () -> lyrics.of("Sea Breeze", "Muzon Ensemble", Duration.ofSeconds(154)));
    }

    @Test
    void aRecordingIsAskedForByTitleArtistAndLength() throws Exception {
        LyricsView found = find("Sea Breeze (Official Video)", "Muzon Ensemble - Topic", 3);

        assertThat(services.asked())
                .containsExactly("GET /api/get?track_name=Sea+Breeze&artist_name=Muzon+Ensemble&duration=3");
        assertThat(found)
                .isEqualTo(new LyricsView(
                        Outcome.FOUND,
                        "Sea Breeze",
                        "Muzon Ensemble",
                        "Wave\n\nand breeze",
                        List.of(
                                new LyricsView.Line(Duration.ofSeconds(1), "Wave"),
                                new LyricsView.Line(Duration.ofMillis(4_500), "and breeze")),
                        "LRCLIB"));
    }

    @Test
    void theArtistInATitleCountsMoreThanTheOwnerOfTheChannel() throws Exception {
        find("Muzon Ensemble – Sea Breeze", "Some Channel", 3);

        assertThat(services.asked().getFirst()).contains("track_name=Sea+Breeze&artist_name=Muzon+Ensemble&");
    }

    @Test
    void aRecordingOfAnotherLengthKeepsItsTimesToItself() throws Exception {
        knows(song("Sea Breeze", "Muzon Ensemble", 158, "near"), song("Sea Breeze", "Muzon Ensemble", 300, "far"));

        LyricsView found = find("Sea Breeze", "Muzon Ensemble", 154);

        assertThat(found.text()).isEqualTo("near");
        assertThat(found.lines()).isEmpty();
    }

    @Test
    void aSongOfTheSameNameByAnotherArtistIsNotTaken() throws Exception {
        knows(song("Hurt", "Somebody Else", 280, "wrong"));

        assertThat(find("Hurt", "The Named Artist Band", 216).outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void aVideoWithAnIntroductionHasTheWordsOfItsSong() throws Exception {
        knows(song("Sea Breeze", "Muzon Ensemble", 154, "words"));

        LyricsView found = find("Sea Breeze", "Muzon Ensemble", 217);

        assertThat(found.text()).isEqualTo("words");
        assertThat(found.lines()).isEmpty();
    }

    @Test
    void wordsOfAPersonFindTheSongThatHasMostOfThem() throws Exception {
        knows(song("Breeze", "Nobody", 100, "wrong"), song("Sea Breeze", "Muzon Ensemble", 154, "right"));

        assertThat(find("muzon ensemble sea breeze", null, null).text()).isEqualTo("right");
    }

    @Test
    void anInstrumentalIsKnownAsOne() throws Exception {
        services.text(
                "/api/get",
                "application/json",
                "{\"trackName\":\"Nocturne\",\"artistName\":\"Muzon\",\"duration\":154,\"instrumental\":true,"
                        + "\"plainLyrics\":null,\"syncedLyrics\":null}");

        assertThat(find("Nocturne", "Muzon", 154).outcome()).isEqualTo(Outcome.INSTRUMENTAL);
    }

    @Test
    void aSongThatTheServiceDoesNotKnowIsRememberedAsUnknown() throws Exception {
        knows();
        Lyrics lyrics = lyrics(Duration.ofSeconds(60));

        assertThat(lyrics.of("Nocturne", null, null).outcome()).isEqualTo(Outcome.NOTHING);
        int asked = services.asked().size();
        assertThat(lyrics.of("Nocturne", null, null).outcome()).isEqualTo(Outcome.NOTHING);

        assertThat(services.asked()).hasSize(asked);
    }

    @Test
    void aBusyServiceIsAskedTwiceMore() throws Exception {
        var attempts = new AtomicInteger();
        String song = services.golden("lrclib-song.json");
        services.serve("/api/get", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Retry-After", "0");
            TestWeb.answer(exchange, attempts.incrementAndGet() < 3 ? 429 : 200, song);
        });

        assertThat(find("Sea Breeze", "Muzon Ensemble", 3).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aServiceThatStaysAwayIsAnOutage() {
        services.status("/api/get", 503, Map.of("Retry-After", "0"));

        assertThat(refused(lyrics(Duration.ofSeconds(60))).failure().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
        assertThat(services.asked()).hasSize(3);
    }

    @Test
    void aServiceThatWantsToBeLeftAloneForLongIsNotWaitedFor() {
        services.status("/api/get", 429, Map.of("Retry-After", "3600"));

        assertThat(refused(lyrics(Duration.ofSeconds(20))).failure().code()).isEqualTo(FailureCode.SOURCE_TIMEOUT);
        assertThat(services.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotJsonIsAnOutage() {
        services.text("/api/get", "text/html", "<p>Hello");

        assertThat(refused(lyrics(Duration.ofSeconds(60))).failure().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }
}
