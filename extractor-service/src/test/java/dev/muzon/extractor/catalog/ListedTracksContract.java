package dev.muzon.extractor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.FoundTrack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of the listed tracks. */
abstract class ListedTracksContract {
    abstract ListedTracks tracks();

    static FoundTrack track(String key, String title) {
        var media = FoundTrack.unprobed(Duration.ofSeconds(61));
        return new FoundTrack(key, "reference of " + key, title, "Ensemble", "https://host/" + key, media);
    }

    static String idOf(FoundTrack track) {
        return CatalogEntry.of("library", track, Instant.EPOCH).id();
    }

    @Test
    void aListedTrackIsFoundByTheIdThatItHasInTheCatalog() {
        FoundTrack track = track("one", "Nocturne");
        tracks().save("library", track);
        assertThat(tracks().find(idOf(track))).hasValue(new ListedTracks.Listed(idOf(track), "library", track));
        assertThat(tracks().find(idOf(track("other", "Nocturne")))).isEmpty();
    }

    @Test
    void aTrackWithoutArtistLinkAndLengthIsKept() {
        var bare = new FoundTrack("bare", "r", "Nocturne", null, null, FoundTrack.unprobed(null));
        tracks().save("library", bare);
        assertThat(tracks().find(idOf(bare)).orElseThrow().track()).isEqualTo(bare);
    }

    @Test
    void aCoverIsKeptWhenAChatMaySeeIt() {
        FoundTrack shown = track("shown", "Nocturne").showing("https://example.org/cover.jpg");
        tracks().save("library", shown);
        tracks().save("library", track("hidden", "Nocturne").showing("http://192.168.0.7/cover.jpg"));
        assertThat(tracks().find(idOf(shown)).orElseThrow().track().cover()).isEqualTo("https://example.org/cover.jpg");
        assertThat(tracks().find(idOf(track("hidden", "")))
                        .orElseThrow()
                        .track()
                        .cover())
                .isNull();
    }

    @Test
    void aTrackThatIsListedAgainHasItsNewName() {
        tracks().save("library", track("twice", "Nocturne"));
        tracks().save("library", track("twice", "Nocturne No. 2"));
        assertThat(tracks().find(idOf(track("twice", ""))).orElseThrow().track().title())
                .isEqualTo("Nocturne No. 2");
    }
}
