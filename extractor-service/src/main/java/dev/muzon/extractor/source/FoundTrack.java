package dev.muzon.extractor.source;

import dev.muzon.ffmpeg.MediaInfo;
import org.jspecify.annotations.Nullable;

/**
 * A track as its source knows it.
 *
 * @param key the same for the same audio of the source, for ever; the public id is made of it
 * @param reference what the source needs to open it again
 * @param title never blank
 * @param artist null when unknown
 * @param link a page a person may open, null when there is none
 */
public record FoundTrack(
        String key,
        String reference,
        String title,
        @Nullable String artist,
        @Nullable String link,
        MediaInfo media) {}
