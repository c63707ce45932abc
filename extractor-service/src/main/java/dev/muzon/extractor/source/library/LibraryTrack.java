package dev.muzon.extractor.source.library;

import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * One file of the library.
 *
 * @param path relative to the library's folder, with {@code /}
 * @param title from the tags, else the file's name without its ending
 * @param size bytes. Together with the time it tells whether the file has changed
 * @param modified milliseconds since the epoch
 */
public record LibraryTrack(
        String path,
        String title,
        @Nullable String artist,
        @Nullable String album,
        MediaInfo media,
        long size,
        long modified) {
    static LibraryTrack of(String path, MediaInfo media, long size, long modified) {
        String title = media.tag("title");
        String artist = media.tag("artist");
        return new LibraryTrack(
                path,
                Track.titleOf(title == null ? nameOf(path) : title),
                Track.labelOf(artist == null ? media.tag("album_artist") : artist),
                Track.labelOf(media.tag("album")),
                media,
                size,
                modified);
    }

    String fileName() {
        return nameOf(path);
    }

    private static String nameOf(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return AudioFileName.withoutEnding(name);
    }
}
