package dev.muzon.extractor.title;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The titles of Ogg radios, which send each song as a new stream with its comments in front. Read from Vorbis, Opus and
 * FLAC.
 */
final class OggTitles implements TitleWatch.Reader {
    private static final int HEAD = 27;
    private static final int FLAGS = 5;
    private static final int SERIAL = 14;
    private static final int SEGMENTS = 26;
    private static final int BEGINS_STREAM = 2;

    /** A segment of this length does not end its packet. */
    private static final int WHOLE_SEGMENT = 255;

    /** Pictures may stand behind the titles, which are read without them. */
    private static final int MOST_COMMENTS = 16 * 1024;

    private final SongOnAir song;
    private byte[] waiting = new byte[0];
    private boolean begun;
    private @Nullable ByteArrayOutputStream comments;
    private int serial;

    OggTitles(SongOnAir song) {
        this.song = song;
    }

    @Override
    public boolean read(byte[] bytes, int length) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + length);
        System.arraycopy(bytes, 0, all, waiting.length, length);
        int at = 0;
        while (all.length - at >= HEAD) {
            if (!isPage(all, at)) {
                if (!begun) {
                    return false;
                }
                at++;
                continue;
            }
            begun = true;
            int size = pageSize(all, at);
            if (size < 0 || all.length - at < size) {
                break;
            }
            page(ByteBuffer.wrap(all, at, size).slice().order(ByteOrder.LITTLE_ENDIAN));
            at += size;
        }
        waiting = Arrays.copyOfRange(all, at, all.length);
        return true;
    }

    private static boolean isPage(byte[] all, int at) {
        return all[at] == 'O' && all[at + 1] == 'g' && all[at + 2] == 'g' && all[at + 3] == 'S';
    }

    /** Returns the size of a page, negative when too little of it is there to tell. */
    private static int pageSize(byte[] all, int at) {
        int segments = all[at + SEGMENTS] & 0xFF;
        if (all.length - at < HEAD + segments) {
            return -1;
        }
        int size = HEAD + segments;
        for (int i = 0; i < segments; i++) {
            size += all[at + HEAD + i] & 0xFF;
        }
        return size;
    }

    private void page(ByteBuffer page) {
        int body = HEAD + (page.get(SEGMENTS) & 0xFF);
        int pageSerial = page.getInt(SERIAL);
        if ((page.get(FLAGS) & BEGINS_STREAM) != 0) {
            if (isSound(text(page, body))) {
                serial = pageSerial;
                comments = new ByteArrayOutputStream();
            }
        } else if (comments != null && pageSerial == serial) {
            collect(page, body, comments);
        }
    }

    private static boolean isSound(String packet) {
        return packet.startsWith("OpusHead") || packet.startsWith("\u0001vorbis") || packet.startsWith("\u007fFLAC");
    }

    private static String text(ByteBuffer page, int from) {
        byte[] start = new byte[Math.min(8, page.capacity() - from)];
        page.get(from, start);
        return new String(start, ISO_8859_1);
    }

    /** Adds to the packet of comments what this page has of it. */
    private void collect(ByteBuffer page, int from, ByteArrayOutputStream packet) {
        int at = from;
        for (int segment = HEAD; segment < from; segment++) {
            int size = page.get(segment) & 0xFF;
            byte[] part = new byte[size];
            page.get(at, part);
            packet.writeBytes(part);
            at += size;
            if (size < WHOLE_SEGMENT || packet.size() > MOST_COMMENTS) {
                tell(ByteBuffer.wrap(packet.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
                comments = null;
                return;
            }
        }
    }

    private void tell(ByteBuffer packet) {
        String start = text(packet, 0);
        if (start.startsWith("OpusTags")) {
            packet.position(8);
        } else if (start.startsWith("\u0003vorbis")) {
            packet.position(7);
        } else {
            packet.position(4);
        }
        Map<String, String> tags = tags(packet);
        song.tell(tags.get("artist"), tags.getOrDefault("title", ""));
    }

    /** Reads as many comments as there are. What is cut off or impossible ends them. */
    private static Map<String, String> tags(ByteBuffer packet) {
        Map<String, String> tags = new TreeMap<>();
        if (next(packet) == null || packet.remaining() < Integer.BYTES) {
            return tags;
        }
        int count = packet.getInt();
        for (int i = 0; i < count; i++) {
            String comment = next(packet);
            if (comment == null) {
                break;
            }
            int equals = comment.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(comment.substring(0, equals).toLowerCase(Locale.ROOT), comment.substring(equals + 1));
            }
        }
        return tags;
    }

    private static @Nullable String next(ByteBuffer packet) {
        int length = packet.remaining() < Integer.BYTES ? -1 : packet.getInt();
        if (length < 0 || length > packet.remaining()) {
            return null;
        }
        byte[] text = new byte[length];
        packet.get(text);
        return new String(text, UTF_8);
    }
}
