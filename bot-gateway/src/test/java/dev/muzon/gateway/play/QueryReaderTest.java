package dev.muzon.gateway.play;

import dev.muzon.gateway.text.Phrase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.TrackQuery;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {
    private static final TrackQuery.TelegramFile FILE =
            new TrackQuery.TelegramFile("id", "unique", null, null, null, null, null);

    @Test
    void wordsAreSearched() {
        assertThat(QueryReader.read("moonlight \n sonata", null))
                .isEqualTo(new Asked.For(
                        new TrackQuery.Text("moonlight sonata"),
                        Phrase.SEARCHING,
                        Map.of("query", "moonlight sonata")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example/x.mp3", "HTTPS://a.example/x", "https://127.0.0.1/admin"})
    void linksArePassedOnAsTheyAre(String url) {
        assertThat(QueryReader.read(url, null))
                .isEqualTo(new Asked.For(new TrackQuery.Link(url), Phrase.SEARCHING_LINK, Map.of()));
    }

    @Test
    void aLinkWithoutSchemeIsALink() {
        assertThat(QueryReader.read("music.example/a.mp3", null))
                .isEqualTo(new Asked.For(
                        new TrackQuery.Link("https://music.example/a.mp3"), Phrase.SEARCHING_LINK, Map.of()));
    }

    @Test
    void nothingWithAReplyIsTheRepliedFile() {
        assertThat(QueryReader.read("", FILE)).isEqualTo(new Asked.For(FILE, Phrase.SEARCHING_FILE, Map.of()));
    }

    @Test
    void wordsWinOverTheRepliedFile() {
        assertThat(QueryReader.read("sonata", FILE))
                .isInstanceOfSatisfying(
                        Asked.For.class, asked -> assertThat(asked.query()).isEqualTo(new TrackQuery.Text("sonata")));
    }

    @Test
    void nothingAtAllGetsTheUsage() {
        assertThat(QueryReader.read("", null)).isEqualTo(new Asked.Unclear(Phrase.PLAY_USAGE, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "🙂🙂", "\u0000\u0001", "—"})
    void nonsenseIsNamedAsSuch(String nonsense) {
        assertThat(QueryReader.read(nonsense, null)).isEqualTo(new Asked.Unclear(Phrase.PLAY_UNCLEAR, Map.of()));
    }

    @Test
    void absurdLengthIsNamedAsSuch() {
        assertThat(QueryReader.read("la ".repeat(1000).strip(), null))
                .isEqualTo(new Asked.Unclear(Phrase.PLAY_TOO_LONG, Map.of("limit", "200")));
        assertThat(QueryReader.read("https://a.example/" + "x".repeat(3000), null))
                .isEqualTo(new Asked.Unclear(Phrase.PLAY_TOO_LONG, Map.of("limit", "2000")));
        assertThat(QueryReader.read("ё".repeat(200), null)).isInstanceOf(Asked.For.class);
    }
}
