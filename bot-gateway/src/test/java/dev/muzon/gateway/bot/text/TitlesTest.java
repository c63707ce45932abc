package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {
    @Test
    void longTitlesEndInAnEllipsisAndNeverInHalfACharacter() {
        assertThat(Titles.shortened("🎵".repeat(300))).isEqualTo("🎵".repeat(49) + "…");
        assertThat(Titles.shortened("a".repeat(101))).isEqualTo("a".repeat(99) + "…");
        assertThat(Titles.shortened("a".repeat(100))).isEqualTo("a".repeat(100));
    }

    @Test
    void lineBreaksAndControlCharactersLeaveOneLine() {
        assertThat(Titles.shortened("two\nlines\u2028three\u0007\u00a0 four")).isEqualTo("two lines three four");
    }

    @Test
    void aTitleCannotTurnTheTextAfterIt() {
        assertThat(Titles.shortened("song\u202Egnp.exe\u2066x")).isEqualTo("songgnp.\u2060exex");
    }

    @Test
    void rightToLeftTitlesAreIsolatedAndOthersStayAsTheyAre() {
        assertThat(Titles.shortened("أم كلثوم")).isEqualTo("\u2068أم كلثوم\u2069");
        assertThat(Titles.shortened("שלום 3")).isEqualTo("\u2068שלום 3\u2069");
        assertThat(Titles.shortened("Ночь – Night")).isEqualTo("Ночь – Night");
    }

    @Test
    void marksDoNotPileUpOverTheLinesAbove() {
        assertThat(Titles.shortened("Z" + "\u0301".repeat(60) + "algo")).isEqualTo("Z" + "\u0301".repeat(4) + "algo");
        assertThat(Titles.shortened("é\u0323")).isEqualTo("é\u0323");
    }

    @Test
    void aTitleNotifiesNobody() {
        assertThat(Titles.shortened("live @someone @ home")).isEqualTo("live @\u2060someone @ home");
    }

    // "/stop" in a title or a name stopped the music when somebody tapped it.
    @ParameterizedTest
    @CsvSource({
        "/stop now, /~stop now",
        "tap /skip@muzon_bot, tap /~skip@~muzon_bot",
        "(/stop), (/~stop)",
        "free at evil.example.com/x, free at evil.~example.~com/x",
        "http://1.2.3.4/x, http:~//1.2.3.4/x",
        "tg://resolve?domain=x, tg:~//resolve?domain=x",
        "#tag $USD, #~tag $~USD",
        "почта.рф, почта.~рф"
    })
    void aTitleDidSomethingWhenTapped(String title, String inert) {
        assertThat(Titles.shortened(title)).isEqualTo(inert.replace('~', '\u2060'));
        assertThat(Titles.shortened(Titles.shortened(title))).isEqualTo(Titles.shortened(title));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AC/DC", "t.A.T.u. – 30", "Op. 9 No. 2", "Nocturne.mp3", "24/7", "$ 5 # 1: a // b", "Mr.", "3.5"
            })
    void anOrdinaryTitleStaysAsItIs(String title) {
        assertThat(Titles.shortened(title)).isEqualTo(title);
    }

    // The title of a song by a whole orchestra was not to be seen in the queue.
    @Test
    void aLongArtistHidTheTitle() {
        assertThat(Titles.full("a".repeat(300), "Nocturne"))
                .isEqualTo("a".repeat(88) + "… – Nocturne")
                .hasSize(100);
        assertThat(Titles.full("a".repeat(300), "b".repeat(300)))
                .isEqualTo("a".repeat(46) + "… – " + "b".repeat(49) + "…")
                .hasSize(100);
        assertThat(Titles.full("Chopin", "b".repeat(300)))
                .startsWith("Chopin – b")
                .hasSize(100);
    }
}
