package dev.muzon.protocol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

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

    private static void assertRefused(ThrowingCallable construction) {
        assertThatThrownBy(construction)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.BAD_INPUT));
    }
}
