package dev.muzon.gateway.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackNamesTest {
    private final Texts texts = TestTexts.all();

    @Test
    void aVoiceMessageIsNamedInTheLanguageOfTheChat() {
        Track message = recorded(Track.Kind.VOICE_MESSAGE, "Дарья");
        assertThat(TrackNames.full(message, texts, Language.ENGLISH)).isEqualTo("Voice message · Дарья");
        assertThat(TrackNames.full(message, texts, TestTexts.RUSSIAN)).isEqualTo("Голосовое сообщение · Дарья");
    }

    @Test
    void aVideoMessageOfNobodyKnownIsNamedAfterItsKind() {
        Track message = recorded(Track.Kind.VIDEO_MESSAGE, null);
        assertThat(TrackNames.full(message, texts, Language.ENGLISH)).isEqualTo("Video message");
        assertThat(TrackNames.full(message, texts, TestTexts.RUSSIAN)).isEqualTo("Видеосообщение");
    }

    @Test
    void theSenderOfAMessageStandsInItsTitleAndNotAsItsArtist() {
        Track message = recorded(Track.Kind.VOICE_MESSAGE, "Дарья");
        assertThat(TrackNames.title(message, texts, Language.ENGLISH)).isEqualTo("Voice message · Дарья");
        assertThat(TrackNames.artist(message)).isNull();
    }

    @Test
    void musicKeepsItsTitleAndItsArtist() {
        Track song = new Track("t", "library", "Nocturne", "Ensemble", null, null);
        assertThat(TrackNames.full(song, texts, TestTexts.RUSSIAN)).isEqualTo("Ensemble – Nocturne");
        assertThat(TrackNames.title(song, texts, TestTexts.RUSSIAN)).isEqualTo("Nocturne");
        assertThat(TrackNames.artist(song)).isEqualTo("Ensemble");
    }

    private static Track recorded(Track.Kind kind, @Nullable String sender) {
        return new Track("t", "telegram", "Voice message", sender, null, null, kind);
    }
}
