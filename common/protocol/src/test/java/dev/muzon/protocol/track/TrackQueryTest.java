package dev.muzon.protocol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackQueryTest {
    private static final TrackQuery.TelegramFile FILE =
            new TrackQuery.TelegramFile("f", "u", "t".repeat(1000), "p\u202E", "n".repeat(290) + ".mp3", null, null);

    @Test
    void textsAndLinksBeyondTheirBoundsAreRefused() {
        assertThat(new TrackQuery.Text("🎵".repeat(TrackQuery.Text.MAX_LENGTH))).isNotNull();
        assertRefused(() -> new TrackQuery.Text("a".repeat(TrackQuery.Text.MAX_LENGTH + 1)));
        assertThat(new TrackQuery.Link("a".repeat(TrackQuery.Link.MAX_LENGTH))).isNotNull();
        assertRefused(() -> new TrackQuery.Link("a".repeat(TrackQuery.Link.MAX_LENGTH + 1)));
    }

    @Test
    void theIdOfAListedTrackIsBounded() {
        assertThat(new TrackQuery.Listed("a".repeat(TrackQuery.Listed.MAX_LENGTH)))
                .isNotNull();
        assertRefused(() -> new TrackQuery.Listed("a".repeat(TrackQuery.Listed.MAX_LENGTH + 1)));
        assertRefused(() -> new TrackQuery.Listed(" "));
    }

    @Test
    void anAlbumHasFromOneToTenFiles() {
        assertThat(new TrackQuery.TelegramFiles(Collections.nCopies(10, FILE)).files())
                .hasSize(10);
        assertRefused(() -> new TrackQuery.TelegramFiles(Collections.nCopies(11, FILE)));
        assertRefused(() -> new TrackQuery.TelegramFiles(List.of()));
    }

    @Test
    void theNamesOfAFileAreBoundedButKeepTheirEnding() {
        assertThat(FILE.title()).hasSize(200);
        assertThat(FILE.performer()).isEqualTo("p");
        assertThat(FILE.fileName()).endsWith(".mp3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B\u200B", "\u200B \u2060", "\u200D\u200C", "\u3164", "\u2800", "\u00AD", "\uFE0F"})
    void aTitleThatNobodySeesIsNone(String title) {
        assertThat(new TrackQuery.TelegramFile("f", "u", title, title, "a.mp3", null, null))
                .extracting(TrackQuery.TelegramFile::title, TrackQuery.TelegramFile::performer)
                .containsExactly(null, null);
    }

    @Test
    void invisibleLettersWithinWordsGoAndJoinersStay() {
        assertThat(Track.labelOf("\u200BSo\u2060ng 👩\u200D🎤")).isEqualTo("Song 👩\u200D🎤");
    }

    private static void assertRefused(ThrowingCallable construction) {
        assertThatThrownBy(construction)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.BAD_INPUT));
    }
}
