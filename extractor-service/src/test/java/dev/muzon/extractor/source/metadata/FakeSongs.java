package dev.muzon.extractor.source.metadata;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source whose songs are files. It remembers what it was asked. */
final class FakeSongs implements SongSearch {
    private final String name;
    private final boolean own;
    private final List<Hit> hits = new ArrayList<>();
    private final List<String> searched = new ArrayList<>();

    FakeSongs(String name, boolean own) {
        this.name = name;
        this.own = own;
    }

    /** Adds a song whose length the source tells, with its file. */
    FakeSongs song(String title, String artist, @Nullable Duration length, Path file) {
        hits.add(hit(title, artist, length, null, file.toString()));
        return this;
    }

    /** Adds a song that has a page. */
    FakeSongs page(String title, String artist, String link, Path file) {
        FoundTrack song = hit(title, artist, null, null, file.toString()).track();
        hits.add(new Hit(new FoundTrack(song.key(), song.reference(), title, artist, link, song.media()), null));
        return this;
    }

    static Hit hit(String title, @Nullable String artist, @Nullable Duration length, @Nullable Long plays, String key) {
        var media = new MediaInfo(length, false, null, "", "", null, 0, 0, Map.of(), false, 0);
        return new Hit(new FoundTrack(key, key, title, artist, null, media), plays);
    }

    List<String> searched() {
        return searched;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SourceView view() {
        return new SourceView(name, List.of(SourceView.Kind.WORDS), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Text;
    }

    @Override
    public boolean isOwn() {
        return own;
    }

    @Override
    public boolean knowsIsrc() {
        return !own;
    }

    @Override
    public Duration freshFor() {
        return own ? Duration.ZERO : Duration.ofDays(1);
    }

    @Override
    public List<Hit> songs(String words, int most) {
        searched.add(words);
        return hits;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) {
        throw new UnsupportedOperationException("only searched");
    }

    @Override
    public MediaInput open(String reference) {
        Path file = Path.of(reference);
        if (Files.isRegularFile(file)) {
            return new Served(new FileInput(file));
        }
        throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "gone").asException();
    }

    /** A file as a server gives it: its bytes can be kept. */
    private record Served(FileInput file) implements MediaInput {
        @Override
        public List<String> options() {
            return file.options();
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public Reach reach() {
            return file.reach();
        }

        @Override
        public SoundBytes bytes() {
            return new SoundBytes() {
                @Override
                public long size() {
                    return file.file().toFile().length();
                }

                @Override
                public String version() {
                    return "";
                }

                @Override
                public String ending() {
                    return "mp3";
                }

                @Override
                public boolean isSeekable() {
                    return true;
                }

                @Override
                public InputStream from(long offset) {
                    throw new UnsupportedOperationException("only counted");
                }
            };
        }

        @Override
        public void close() {}
    }
}
