package dev.muzon.extractor.title;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The titles of HLS, which are ID3 tags. They stand before the sound of a packed segment, in packets of a transport
 * stream, or in event boxes of fragmented MP4.
 */
final class SegmentTitles implements TitleWatch.Reader {
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final int BOX_HEAD = 8;

    private final SongOnAir song;
    private final byte[] packet = new byte[PACKET];
    private int filled;
    private @Nullable Form form;
    private @Nullable ByteArrayOutputStream tag;
    private int tagStream = -1;
    private long box;

    private enum Form {
        PACKED,
        TRANSPORT,
        BOXES
    }

    SegmentTitles(SongOnAir song) {
        this.song = song;
    }

    @Override
    public boolean read(byte[] bytes, int length) {
        for (int at = 0; at < length; at++) {
            if (!read(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    private boolean read(byte next) {
        if (form == Form.PACKED || box > 0) {
            return form == Form.PACKED ? collected(next) : inBox(next);
        }
        packet[filled++] = next;
        if (form == null && filled == BOX_HEAD) {
            form = formOf(packet);
            if (form == Form.PACKED) {
                tag = new ByteArrayOutputStream();
                tag.write(packet, 0, filled);
            }
        }
        if (form == Form.BOXES && filled == BOX_HEAD) {
            filled = 0;
            return beginBox();
        }
        if (filled == PACKET) {
            filled = 0;
            return form == Form.TRANSPORT && transport();
        }
        return true;
    }

    private static @Nullable Form formOf(byte[] start) {
        if (Id3Tag.begins(start, 0)) {
            return Form.PACKED;
        }
        if (start[0] == SYNC) {
            return Form.TRANSPORT;
        }
        boolean word = true;
        for (int i = 4; i < BOX_HEAD; i++) {
            word &= start[i] >= 'a' && start[i] <= 'z';
        }
        return word ? Form.BOXES : null;
    }

    /** Adds to the tag. Returns false when it is whole. */
    private boolean collected(byte next) {
        ByteArrayOutputStream collecting = tag;
        if (collecting == null) {
            return false;
        }
        collecting.write(next);
        return !isTold(collecting);
    }

    private boolean isTold(ByteArrayOutputStream collecting) {
        byte[] all = collecting.size() < Id3Tag.HEAD ? null : collecting.toByteArray();
        if (all == null || all.length < Id3Tag.size(all)) {
            return false;
        }
        Id3Tag.read(all, 0).tell(song);
        return true;
    }

    private boolean transport() {
        if (packet[0] != SYNC) {
            return false;
        }
        int stream = (packet[1] & 0x1F) << 8 | (packet[2] & 0xFF);
        boolean begins = (packet[1] & 0x40) != 0;
        int adaptation = (packet[3] & 0x20) == 0 ? 0 : 1 + (packet[4] & 0xFF);
        int at = 4 + adaptation;
        if ((packet[3] & 0x10) == 0 || at >= PACKET) {
            return true;
        }
        if (begins) {
            beginPayload(stream, at);
        } else if (stream == tagStream && tag != null) {
            add(at);
        }
        return true;
    }

    /** Begins to collect when this is a packet of the private stream with a tag in it. */
    private void beginPayload(int stream, int at) {
        if (at + 9 >= PACKET || packet[at] != 0 || packet[at + 1] != 0 || packet[at + 2] != 1) {
            return;
        }
        int body = at + 9 + (packet[at + 8] & 0xFF);
        boolean isPrivate = (packet[at + 3] & 0xFF) == 0xBD;
        if (isPrivate && Id3Tag.begins(packet, body)) {
            tagStream = stream;
            tag = new ByteArrayOutputStream();
            add(body);
        }
    }

    private void add(int from) {
        ByteArrayOutputStream collecting = tag;
        if (collecting != null) {
            collecting.write(packet, from, PACKET - from);
            if (isTold(collecting)) {
                tag = null;
            }
        }
    }

    private boolean beginBox() {
        long size = Integer.toUnsignedLong(
                packet[0] << 24 | (packet[1] & 0xFF) << 16 | (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF));
        box = size - BOX_HEAD;
        boolean event = packet[4] == 'e' && packet[5] == 'm' && packet[6] == 's' && packet[7] == 'g';
        tag = event && box <= Id3Tag.LONGEST ? new ByteArrayOutputStream() : null;
        return box >= 0;
    }

    private boolean inBox(byte next) {
        box--;
        ByteArrayOutputStream event = tag;
        if (event != null) {
            event.write(next);
            if (box == 0) {
                tellEvent(event.toByteArray());
                tag = null;
            }
        }
        return true;
    }

    private void tellEvent(byte[] event) {
        for (int at = 0; at < event.length; at++) {
            if (Id3Tag.begins(event, at)) {
                Id3Tag.read(Arrays.copyOfRange(event, at, event.length), 0).tell(song);
                return;
            }
        }
    }
}
