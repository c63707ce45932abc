package dev.muzon.extractor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.FoundTrack;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of every catalog. */
abstract class TrackCatalogContract {
    private static final String PAGE = "https://pages.example/nocturne";

    abstract TrackCatalog catalog();

    static CatalogEntry entry(String source, String key, @Nullable String link) {
        var track =
                new FoundTrack(key, "reference", "Nocturne", null, link, FoundTrack.unprobed(Duration.ofSeconds(61)));
        return CatalogEntry.of(source, track, Instant.EPOCH);
    }

    @Test
    void aSavedTrackIsFoundByItsId() {
        CatalogEntry saved = entry("web", "one", PAGE);
        catalog().save(saved);

        assertThat(catalog().find(saved.id())).contains(saved);
        assertThat(catalog().find("unknown")).isEmpty();
    }

    @Test
    void tracksAreFoundByTheirPage() {
        CatalogEntry page = entry("web", "one", PAGE);
        CatalogEntry sameElsewhere = entry("cobalt", "one", PAGE);
        catalog().save(page);
        catalog().save(sameElsewhere);
        catalog().save(entry("web", "two", "https://pages.example/waltz"));
        catalog().save(entry("library", "three", null));

        assertThat(catalog().behind(Set.of(PAGE, "https://pages.example/other"), 9))
                .containsExactlyInAnyOrder(page, sameElsewhere);
        assertThat(catalog().behind(Set.of(PAGE), 1)).hasSize(1);
        assertThat(catalog().behind(Set.of("https://pages.example/unknown"), 9)).isEmpty();
    }
}
