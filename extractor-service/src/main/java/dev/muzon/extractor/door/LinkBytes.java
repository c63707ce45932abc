package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes behind a link. Each connection begins at the link itself, so that a server which redirects to addresses
 * that expire gives a new one.
 */
final class LinkBytes implements SoundBytes {
    private static final Pattern GIVEN = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

    /** The link as its way opens it. */
    interface Link {
        /** Asks for the bytes from an offset on. */
        Opened open(long offset);

        void end(Opened opened);

        /** Returns what an exception of reading says about the server. */
        FailureException explain(IOException e);

        /** Returns whether nothing is fetched any more. */
        boolean isOver();
    }

    private final long size;
    private final String version;
    private final String ending;
    private final boolean seekable;
    private final Link link;

    private LinkBytes(OriginAnswer first, long size, String ending, Link link) {
        this.size = size;
        this.version = first.version();
        this.ending = ending;
        this.seekable = first.status() == 206 || first.field("Accept-Ranges").contains("bytes");
        this.link = link;
    }

    /**
     * Describes the bytes that an answer to a request for all of them begins to give.
     *
     * @return null when they have no known end, or are not to be kept
     */
    static @Nullable LinkBytes of(OriginAnswer first, String ending, Link link) {
        long size = sizeOf(first, 0);
        boolean kept = !first.field("Cache-Control").toLowerCase(Locale.ROOT).contains("no-store");
        boolean radio = first.titleInterval() > 0
                || first.fields().keySet().stream().anyMatch(field -> field.regionMatches(true, 0, "icy-", 0, 4));
        return size > 0 && kept && !radio ? new LinkBytes(first, size, ending, link) : null;
    }

    /** Returns the size of the whole, -1 when the answer does not give it from this offset on. */
    private static long sizeOf(OriginAnswer answer, long offset) {
        if (answer.status() == 200) {
            return answer.length();
        }
        Matcher range = GIVEN.matcher(answer.field("Content-Range"));
        return range.matches() && Long.parseLong(range.group(1)) == offset ? Long.parseLong(range.group(2)) : -1;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String ending() {
        return ending;
    }

    @Override
    public boolean isSeekable() {
        return seekable;
    }

    @Override
    public InputStream from(long offset) {
        return new ReopenedStream(offset, size, new ReopenedStream.Opener() {
            @Override
            public InputStream open(long at) {
                return LinkBytes.this.open(at);
            }

            @Override
            public FailureException explain(IOException e) {
                return link.explain(e);
            }

            @Override
            public boolean isOver() {
                return link.isOver();
            }
        });
    }

    private InputStream open(long at) {
        Opened opened = link.open(at);
        boolean isSame = false;
        try {
            if (sizeOf(opened.answer(), at) != size
                    || !opened.answer().version().equals(version)) {
                throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "the file is not the same any more")
                        .asException();
            }
            if (opened.answer().status() == 200) {
                opened.body().skipNBytes(at);
            }
            isSame = true;
        } catch (IOException e) {
            throw link.explain(e);
        } finally {
            if (!isSame) {
                link.end(opened);
            }
        }
        return new FilterInputStream(opened.body()) {
            @Override
            public void close() {
                link.end(opened);
            }
        };
    }
}
