package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlException;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import java.util.ArrayList;
import java.util.List;

/** A message of the client, which came by itself or in a container. */
final class Received {
    private static final int CONTAINER = 0x73f1f8dc;
    private static final int MAX_CONTAINED = 1024;

    private final long id;
    private final int seqNo;
    private final byte[] body;

    Received(long id, int seqNo, byte[] body) {
        this.id = id;
        this.seqNo = seqNo;
        this.body = body;
    }

    long id() {
        return id;
    }

    int seqNo() {
        return seqNo;
    }

    byte[] body() {
        return body;
    }

    /**
     * Takes a container apart.
     *
     * @throws TlException when it is broken
     */
    static List<Received> unpack(byte[] container) {
        TlReader reader = new TlReader(container);
        reader.readInt();
        int count = reader.readInt();
        if (count < 0 || count > MAX_CONTAINED) {
            throw new TlException("a container of " + count + " messages");
        }
        List<Received> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long messageId = reader.readLong();
            int seqNo = reader.readInt();
            messages.add(new Received(messageId, seqNo, reader.readRaw(reader.readInt())));
        }
        return messages;
    }

    static boolean isContainer(byte[] body) {
        return new TlReader(body).peekId() == CONTAINER;
    }
}
