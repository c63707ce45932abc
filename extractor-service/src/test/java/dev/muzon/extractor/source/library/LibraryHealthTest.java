package dev.muzon.extractor.source.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.SourcesProperties;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;

class LibraryHealthTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatCanBeReadIsWell() {
        assertThat(health(folder).getStatus()).hasToString("UP");
    }

    // "Searches find nothing" was said of a host on which YouTube and more are searched.
    @Test
    void aSearchThatGoesOnWithoutTheFolderWasSaidToFindNothing() {
        assertThat(health(null).getStatus()).hasToString("UP");
        assertThat(health(null).getDetails())
                .containsEntry("folder", "none: links and replies play, searches find nothing");
        Source[] others = {
            new Source("direct", List.of(SourceView.Kind.LINKS), null),
            new Source("web", List.of(SourceView.Kind.WORDS), null),
            new Source("servers", List.of(SourceView.Kind.WORDS), null),
            new Source("soundcloud", List.of(), "yt-dlp is not installed")
        };
        assertThat(health(null, others).getDetails())
                .containsEntry("folder", "none: words are searched on the music servers and on YouTube");
        Path music = folder.resolve("music");
        assertThat(health(music, others).getDetails())
                .containsEntry(
                        "reason",
                        "The music folder " + music + " does not exist: words are searched on the music servers and on"
                                + " YouTube. Mount or make it, or correct MUZON_LIBRARY_DIR");
    }

    @Test
    void aMissingFolderDegradesWithTheSettingToCorrect() {
        Path music = folder.resolve("music");
        Health health = health(music);

        assertThat(health.getStatus()).hasToString("DEGRADED");
        assertThat(health.getDetails())
                .containsEntry(
                        "reason",
                        "The music folder " + music + " does not exist: links and replies play, searches find nothing."
                                + " Mount or make it, or correct MUZON_LIBRARY_DIR");
    }

    @Test
    void aFileInPlaceOfTheFolderDegrades() throws Exception {
        assertThat(health(Files.createFile(folder.resolve("song.mp3")))
                        .getDetails()
                        .get("reason"))
                .asString()
                .contains("song.mp3 is a file");
    }

    @Test
    void aFolderThatCannotBeReadDegrades() throws Exception {
        Path music = Files.createDirectory(folder.resolve("music"));
        Files.setPosixFilePermissions(music, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(music)).as("root reads everything").isFalse();

        assertThat(health(music).getDetails().get("reason")).asString().contains("cannot be read");
    }

    private static Health health(@Nullable Path directory, TrackSource... others) {
        return new LibraryHealth(folder(new LibraryProperties(directory, Duration.ofSeconds(10)), others)).health();
    }

    /** Makes a folder beside which other sources are asked. */
    static MusicFolder folder(LibraryProperties settings, TrackSource... others) {
        Duration limit = Duration.ofSeconds(8);
        var order = new SourcesProperties(List.of(), List.of(), limit, List.of(), limit, 8);
        return new MusicFolder(settings, () -> new SourceChain(List.of(others), order));
    }

    private record Source(
            String name,
            List<SourceView.Kind> kinds,
            @Nullable String off) implements TrackSource {
        @Override
        public SourceView view() {
            return new SourceView(name, kinds, null, off);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return false;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException();
        }
    }
}
