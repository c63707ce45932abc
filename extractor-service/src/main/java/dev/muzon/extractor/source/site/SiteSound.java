package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way from a song that a site named to its sound. */
interface SiteSound {
    /**
     * Finds out what the sound is like.
     *
     * @throws dev.muzon.protocol.failure.FailureException why it does not play
     */
    MediaInfo probe(FoundTrack listed) throws InterruptedException;

    /**
     * Makes the sound readable for ffmpeg.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it is gone or cannot be reached
     */
    MediaInput open(String reference) throws InterruptedException;

    /** Returns why no sound can be had on this installation, and how to change that. Null when it can. */
    default @Nullable String off() {
        return null;
    }

    /** The sound of songs whose reference is a page that another source reads. */
    record Page(TrackSource reader) implements SiteSound {
        @Override
        public @Nullable String off() {
            return reader.view().off();
        }

        @Override
        public MediaInfo probe(FoundTrack listed) throws InterruptedException {
            return reader.find(listed).media();
        }

        @Override
        public MediaInput open(String reference) throws InterruptedException {
            return reader.open(reference);
        }
    }

    /**
     * The sound of songs that lie on a site as files.
     *
     * @param link tells where the file of a reference lies
     */
    record File(Door door, Ffprobe ffprobe, Function<String, HttpLink> link) implements SiteSound {
        private static final Duration LIMIT = Duration.ofSeconds(8);

        @Override
        public MediaInfo probe(FoundTrack listed) throws InterruptedException {
            return DoorInput.probe(door, link.apply(listed.reference()), ffprobe, LIMIT);
        }

        @Override
        public MediaInput open(String reference) {
            return DoorInput.open(door, link.apply(reference), LIMIT);
        }
    }
}
