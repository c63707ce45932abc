package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The things that the first bytes of an answer say about all of it. Its body is left as it was.
 *
 * @param list what a list of music names, null for anything else
 * @param isDash whether it is a manifest of DASH
 * @param isPlaylist whether its sound comes in segments that a playlist names
 */
record Beginning(@Nullable List<ListedLink> list, boolean isDash, boolean isPlaylist) {
    private static final int START = 64;

    /** Programs that write XML begin it with comments on themselves. */
    private static final int START_OF_XML = 512;

    static Beginning of(Opened opened) throws IOException {
        String start = start(opened);
        HttpLink from = opened.answer().from();
        List<ListedLink> list = MusicList.maybeBeginsIn(start, from) ? list(opened) : null;
        boolean dash = list == null && DashManifest.beginsIn(start);
        return new Beginning(list, dash, dash || (list == null && HlsPlaylist.beginsIn(start)));
    }

    /** Returns whether it is bytes of sound, as far as the door can tell. */
    boolean isSound() {
        return list == null && !isPlaylist;
    }

    private static String start(Opened opened) throws IOException {
        String start = text(opened, START);
        return start.startsWith("<?xml") ? text(opened, START_OF_XML) : start;
    }

    /** Reads a list of music to its end, unless it is too long for one. */
    private static @Nullable List<ListedLink> list(Opened opened) throws IOException {
        byte[] text = bytes(opened, MusicList.LONGEST + 1);
        return text.length > MusicList.LONGEST
                ? null
                : MusicList.read(
                        new String(text, StandardCharsets.UTF_8),
                        opened.answer().from());
    }

    /**
     * Returns the file that a manifest points to, null when the sound comes in segments.
     *
     * @throws FailureException when it is a manifest that cannot be read
     */
    static @Nullable HttpLink file(Opened opened) throws IOException {
        return DashManifest.read(
                        text(opened, HlsPlaylist.LONGEST + 1), opened.answer().from())
                .file();
    }

    private static String text(Opened opened, int most) throws IOException {
        return new String(bytes(opened, most), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Opened opened, int most) throws IOException {
        opened.body().mark(most);
        byte[] bytes = opened.body().readNBytes(most);
        opened.body().reset();
        return bytes;
    }
}
