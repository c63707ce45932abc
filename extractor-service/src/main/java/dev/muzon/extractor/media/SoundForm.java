package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.List;

/** A form in which the sound of tracks is sent. */
interface SoundForm {
    /** The form for players: Matroska, as it arrives. */
    SoundForm STREAM = new SoundForm() {
        @Override
        public String type() {
            return "audio/x-matroska";
        }

        @Override
        public boolean carriesTitles() {
            return true;
        }

        @Override
        public void check(CatalogEntry track, TrackSource source) {
            // Everything plays.
        }

        @Override
        public List<String> arguments(CatalogEntry track, MediaInput input, Duration from) {
            return Remux.arguments(track, input, from);
        }
    };

    /** Returns the content type. */
    String type();

    /** Returns whether titles may stand between its sound. */
    default boolean carriesTitles() {
        return false;
    }

    /**
     * Refuses what cannot have this form.
     *
     * @throws FailureException why not
     */
    void check(CatalogEntry track, TrackSource source);

    /** Returns the arguments of the ffmpeg that makes it. */
    List<String> arguments(CatalogEntry track, MediaInput input, Duration from);
}
