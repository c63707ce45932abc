package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a session to its client, numbered and encrypted. Messages that the client has not acknowledged are
 * sent again on its next connection, unless they are too many to keep.
 *
 * <p>Updates that arise while a request is being answered wait for the answer, because a client must first learn that
 * its own message was sent and only then see it arrive. An event that the answer tells of is not pushed to the same
 * session again: the client handles the two on different threads and would take the push for another message.
 */
public final class Outgoing {
    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int MAX_KEPT_BYTES = 256 << 10;
    private static final long MAX_AGE_SECONDS = 240;

    private final long sessionId;
    private final Supplier<Device> device;
    private final MessageIds messageIds;
    private final Map<Long, Unacknowledged> kept = new LinkedHashMap<>();
    private final Set<Object> told = new HashSet<>();
    private int contentMessages;
    private int keptBytes;
    private boolean complete = true;
    private @Nullable Consumer<byte[]> outbox;
    private @Nullable List<Push> deferred;

    /** @param event the event that caused it, null when no answer could tell of it */
    private record Push(TlObject update, @Nullable Object event) {}

    private static final class Unacknowledged {
        private final int seqNo;
        private final byte[] body;

        private Unacknowledged(int seqNo, byte[] body) {
            this.seqNo = seqNo;
            this.body = body;
        }
    }

    Outgoing(long sessionId, Supplier<Device> device, MessageIds messageIds) {
        this.sessionId = sessionId;
        this.device = device;
        this.messageIds = messageIds;
    }

    /** Sends to this connection from now on, beginning with what was not acknowledged. */
    synchronized void connect(Consumer<byte[]> connection) {
        outbox = connection;
        kept.forEach((messageId, message) -> transmit(messageId, message.seqNo, message.body));
    }

    /** Keeps all messages until the next connection, unless there is one already. */
    synchronized void disconnect(Consumer<byte[]> connection) {
        if (connection.equals(outbox)) {
            outbox = null;
        }
    }

    /** Forgets messages that the client has received. */
    synchronized void acknowledge(List<Long> messageIds) {
        for (Long messageId : messageIds) {
            Unacknowledged message = kept.remove(messageId);
            keptBytes -= message == null ? 0 : message.body.length;
        }
    }

    synchronized boolean connected() {
        return outbox != null;
    }

    /** Returns whether the client would miss nothing. Clients refuse messages that are 5 min old. */
    synchronized boolean resumable() {
        long now = messageIds.notice() >>> 32;
        return complete && kept.keySet().stream().allMatch(messageId -> now - (messageId >>> 32) < MAX_AGE_SECONDS);
    }

    private void keep(long messageId, int seqNo, byte[] body) {
        if (complete && keptBytes + body.length <= MAX_KEPT_BYTES) {
            kept.put(messageId, new Unacknowledged(seqNo, body));
            keptBytes += body.length;
        } else {
            complete = false;
            kept.clear();
            keptBytes = 0;
        }
    }

    long noticeId() {
        return messageIds.notice();
    }

    /** Tells the client something that it did not ask for. */
    public void push(TlObject update) {
        push(new Push(update, null));
    }

    /** Tells the client of an event, unless it knows of the event from an answer. */
    void push(TlObject update, Object event) {
        push(new Push(update, event));
    }

    /**
     * Notes that the answer in the making tells of this event. The push that tells of it, too, is left out, whether it
     * waits already or is still to come.
     */
    public synchronized void tellInAnswer(Object event) {
        told.add(event);
    }

    private synchronized void push(Push push) {
        if (deferred != null) {
            deferred.add(push);
        } else if (push.event() == null || !told.remove(push.event())) {
            send(messageIds.notice(), true, TlWriter.bytes(push.update()));
        }
    }

    synchronized void defer() {
        deferred = new ArrayList<>();
    }

    synchronized void release() {
        List<Push> waiting = deferred;
        deferred = null;
        if (waiting != null) {
            waiting.forEach(this::push);
        }
    }

    synchronized void result(long messageId, byte[] answer) {
        byte[] body =
                new TlWriter().int32(RPC_RESULT).int64(messageId).raw(answer).toBytes();
        send(messageIds.answer(), true, body);
    }

    synchronized void answer(TlObject answer) {
        send(messageIds.answer(), false, TlWriter.bytes(answer));
    }

    synchronized void reply(TlObject notice) {
        send(messageIds.notice(), false, TlWriter.bytes(notice));
    }

    /** @param content whether the client has to acknowledge it */
    private void send(long messageId, boolean content, byte[] body) {
        int seqNo = 2 * contentMessages + (content ? 1 : 0);
        if (content) {
            contentMessages++;
            keep(messageId, seqNo, body);
        }
        transmit(messageId, seqNo, body);
    }

    private void transmit(long messageId, int seqNo, byte[] body) {
        if (outbox == null) {
            return;
        }
        Device current = device.get();
        byte[] message = new TlWriter()
                .int64(current.salt())
                .int64(sessionId)
                .int64(messageId)
                .int32(seqNo)
                .int32(body.length)
                .raw(body)
                .toBytes();
        outbox.accept(current.key().encrypt(message));
    }
}
