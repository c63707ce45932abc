package dev.muzon.extractor.title;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look for titles at the bytes of one answer while they pass. Whatever it finds, the bytes pass. */
public final class TitleWatch {
    private static final Logger log = LoggerFactory.getLogger(TitleWatch.class);

    private final Reader reader;
    private boolean over;

    /** A reader of one form of titles. */
    interface Reader {
        /**
         * Looks at the next bytes.
         *
         * @return whether there may be titles in what follows
         */
        boolean read(byte[] bytes, int length);
    }

    TitleWatch(Reader reader) {
        this.reader = reader;
    }

    /** Watches a stream without an end, which may be Ogg. */
    public static TitleWatch ofStream(SongOnAir song) {
        return new TitleWatch(new OggTitles(song));
    }

    /** Watches a segment of HLS. */
    public static TitleWatch ofSegment(SongOnAir song) {
        return new TitleWatch(new SegmentTitles(song));
    }

    /** Watches nothing. */
    public static TitleWatch ofNothing() {
        return new TitleWatch((_, _) -> false);
    }

    /** Looks at the next bytes. */
    public void passed(byte[] bytes, int length) {
        if (over) {
            return;
        }
        try {
            over = !reader.read(bytes, length);
        } catch (Throwable e) { // also an Error: the music goes on without its titles
            over = true;
            log.debug("Titles of a stream not read: {}", e.toString());
        }
    }
}
