package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
        assertThat(Titles.shortened("song\u202Egnp.exe\u2066x")).isEqualTo("songgnp.exex");
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
}
