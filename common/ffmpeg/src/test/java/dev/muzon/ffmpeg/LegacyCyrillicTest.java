package dev.muzon.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyCyrillicTest {
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Привет",
                "Группа крови",
                "Кино – Группа крови (Live, 1988)",
                "DJ Грув № 1",
                "«Ёлка» и Ко…",
                "Океан Ельзи — Обійми",
                "КИНО"
            })
    void cyrillicThatClaimsToBeLatin1IsRead(String meant) {
        assertThat(LegacyCyrillic.repaired(mojibake(meant))).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nocturne",
                "Motörhead – Überkill",
                "Édith Piaf – Où es-tu ?",
                "Sigur Rós – Ágætis byrjun",
                "Ænima",
                "ÆØÅ",
                "À",
                "Привет",
                "久石譲",
                "½ · 1º ©",
                ""
            })
    void textThatWasReadRightlyStaysAsItIs(String text) {
        assertThat(LegacyCyrillic.repaired(text)).isEqualTo(text);
    }

    @Test
    void aShortTagIsReadLikeTheOthersOfItsFile() {
        assertThat(LegacyCyrillic.repaired(Map.of("artist", mojibake("Кино"), "title", mojibake("Я"), "album", "Live")))
                .isEqualTo(Map.of("artist", "Кино", "title", "Я", "album", "Live"));
    }

    @Test
    void aTagThatWasReadRightlyStaysBesideOneThatWasNot() {
        assertThat(LegacyCyrillic.repaired(Map.of("artist", mojibake("Кино"), "title", "Звезда")))
                .isEqualTo(Map.of("artist", "Кино", "title", "Звезда"));
    }

    private static String mojibake(String meant) {
        return new String(meant.getBytes(WINDOWS_1251), ISO_8859_1);
    }
}
