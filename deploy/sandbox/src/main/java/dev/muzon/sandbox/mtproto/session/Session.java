package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of a device on one connection. A client that reconnects gets a new session, is told so, asks again what
 * was not answered, and catches up on updates. So lost connections leave nothing to remember.
 *
 * <p>Updates that arise while a request is being answered wait for the answer, because a client must first learn that its
 * own message was sent and only then see it arrive. What the answer itself tells is not pushed to the same session again:
 * the client handles the two on different threads and would take the push for another message.
 */
public final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /** The error for methods that the sandbox lacks. Telegram's own error would make clients suspect themselves. */
    public static final String NOT_SERVED = "METHOD_NOT_IN_SANDBOX";

    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int CONTAINER = 0x73f1f8dc;
    private static final int MAX_CONTAINED = 1024;
    private static final int WRONG_SALT = 48;
    private static final byte UNKNOWN = 1;
    private static final byte RECEIVED = 4;
    private static final Duration SALT_VALIDITY = Duration.ofDays(30);

    private final long id;
    private final Device device;
    private final int dataCentre;
    private final MessageIds messageIds;
    private final Clock clock;
    private final Devices devices;
    private final Requests requests;
    private final Consumer<byte[]> outbox;
    private final MessageOrder order;
    private final Set<Object> told = new HashSet<>();
    private int contentMessages;
    private @Nullable List<Push> deferred;
    private volatile boolean wantsUpdates;

    /**
     * A message that the client did not ask for.
     *
     * @param event what caused it, null when no answer could tell of it
     */
    private record Push(TlObject update, @Nullable Object event) {}

    Session(long id, Device device, int dataCentre, Server server, Consumer<byte[]> outbox) {
        this.id = id;
        this.device = device;
        this.dataCentre = dataCentre;
        this.messageIds = server.messageIds();
        this.clock = server.clock();
        this.devices = server.devices();
        this.requests = server.requests();
        this.outbox = outbox;
        this.order = new MessageOrder(server.clock());
    }

    /** Returns the device as it is now: another user may be logged in on it. */
    public Device device() {
        return devices.find(device.id()).orElse(device);
    }

    private long salt() {
        return device().salt();
    }

    /** Returns the data centre that the client thinks it talks to. */
    public int dataCentre() {
        return dataCentre;
    }

    /** Marks this as a session to push updates to. Sessions for files alone never are. */
    public void wantUpdates() {
        wantsUpdates = true;
    }

    boolean wantsUpdates() {
        return wantsUpdates;
    }

    /** Tells the client something it didn't ask for. */
    public void push(TlObject update) {
        push(new Push(update, null));
    }

    /** Tells the client what an event caused, unless it knows of the event from an answer. */
    void push(TlObject update, Object event) {
        push(new Push(update, event));
    }

    /** Notes that the current answer tells of this event. The client will hear of it by a push too, or just did. */
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

    /** Sends the first messages to a client that appears with a session. */
    void greet(long firstMessageId) {
        reply(TlObject.of("new_session_created")
                .with("first_msg_id", firstMessageId)
                .with("unique_id", messageIds.notice())
                .with("server_salt", salt()));
    }

    /** Takes one decrypted message and all that it contains. */
    void receive(long salt, long messageId, int seqNo, byte[] body) {
        if (salt != salt()) {
            reply(TlObject.of("bad_server_salt")
                    .with("bad_msg_id", messageId)
                    .with("bad_msg_seqno", seqNo)
                    .with("error_code", WRONG_SALT)
                    .with("new_server_salt", salt()));
            return;
        }
        Optional<BadMessage> wrongTime = order.checkTime(messageId);
        if (wrongTime.isPresent()) {
            complain(messageId, seqNo, wrongTime.get());
        } else if (isContainer(body)) {
            contained(messageId, seqNo, body);
        } else {
            single(new Message(messageId, seqNo, body));
        }
    }

    private static final class Message {
        private final long id;
        private final int seqNo;
        private final byte[] body;

        private Message(long id, int seqNo, byte[] body) {
            this.id = id;
            this.seqNo = seqNo;
            this.body = body;
        }
    }

    private void contained(long containerId, int containerSeqNo, byte[] body) {
        List<Message> messages;
        try {
            messages = unpack(body);
        } catch (TlException e) {
            log.debug("Container not understood: {}", e.getMessage());
            complain(containerId, containerSeqNo, BadMessage.INVALID_CONTAINER);
            return;
        }
        for (Message message : messages) {
            if (isContainer(message.body)) {
                complain(message.id, message.seqNo, BadMessage.INVALID_CONTAINER);
            } else {
                single(message);
            }
        }
    }

    private static List<Message> unpack(byte[] container) {
        TlReader reader = new TlReader(container);
        reader.readInt();
        int count = reader.readInt();
        if (count < 0 || count > MAX_CONTAINED) {
            throw new TlException("a container of " + count + " messages");
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long messageId = reader.readLong();
            int seqNo = reader.readInt();
            messages.add(new Message(messageId, seqNo, reader.readRaw(reader.readInt())));
        }
        return messages;
    }

    private static boolean isContainer(byte[] body) {
        return new TlReader(body).peekId() == CONTAINER;
    }

    private void complain(long messageId, int seqNo, BadMessage mistake) {
        log.debug("Message {} refused: {}", messageId, mistake);
        reply(TlObject.of("bad_msg_notification")
                .with("bad_msg_id", messageId)
                .with("bad_msg_seqno", seqNo)
                .with("error_code", mistake.code()));
    }

    /** Handles one message. One that came before is acknowledged again, but not carried out again. */
    private void single(Message received) {
        long messageId = received.id;
        boolean first = order.isNew(messageId);
        if ((received.seqNo & 1) == 1) {
            reply(TlObject.of("msgs_ack").with("msg_ids", List.of(messageId)));
        }
        if (first) {
            read(messageId, received.seqNo, received.body);
        }
    }

    private void read(long messageId, int seqNo, byte[] body) {
        TlObject message;
        try {
            message = new TlReader(body).readObject();
        } catch (TlException e) {
            log.debug("Message not understood: {}", e.getMessage());
            result(messageId, error(RpcException.badRequest(NOT_SERVED)));
            return;
        }
        handle(messageId, seqNo, message);
    }

    private void handle(long messageId, int seqNo, TlObject message) {
        switch (message.name()) {
            case "msgs_ack" -> {
                if (seqNo % 2 != 0) {
                    complain(messageId, seqNo, BadMessage.SEQUENCE_ODD);
                }
            }
            case "msg_resend_req", "http_wait" -> log.trace("{}", message);
            case "destroy_session" ->
                answer(TlObject.of("destroy_session_none").with("session_id", message.longAt("session_id")));
            case "ping", "ping_delay_disconnect" ->
                answer(TlObject.of("pong").with("msg_id", messageId).with("ping_id", message.longAt("ping_id")));
            case "get_future_salts" -> answer(futureSalts(messageId));
            case "msgs_state_req" ->
                answer(TlObject.of("msgs_state_info")
                        .with("req_msg_id", messageId)
                        .with("info", states(message.listAt("msg_ids", Long.class))));
            case "rpc_drop_answer" -> result(messageId, TlWriter.bytes(TlObject.of("rpc_answer_unknown")));
            case "destroy_auth_key" -> {
                answer(TlObject.of("destroy_auth_key_ok"));
                devices.forget(device);
            }
            default ->
                order.checkRequest(messageId, seqNo)
                        .ifPresentOrElse(
                                mistake -> complain(messageId, seqNo, mistake), () -> request(messageId, message));
        }
    }

    private void request(long messageId, TlObject request) {
        defer();
        try {
            result(messageId, bytesOrError(request));
        } finally {
            release();
        }
    }

    private byte[] bytesOrError(TlObject request) {
        try {
            return requests.answer(this, request);
        } catch (RpcException e) {
            return error(e);
        } catch (TlException e) {
            log.debug("Request {} not understood: {}", request, e.getMessage());
            return error(RpcException.badRequest(NOT_SERVED));
        } catch (Throwable e) {
            // The client would repeat a request that fails with 500, without end.
            log.error("Request {} failed", request, e);
            return error(RpcException.badRequest("SANDBOX_FAILED"));
        }
    }

    private static byte[] error(RpcException error) {
        return TlWriter.bytes(
                TlObject.of("rpc_error").with("error_code", error.code()).with("error_message", error.error()));
    }

    private TlObject futureSalts(long messageId) {
        long now = clock.instant().getEpochSecond();
        TlObject salt = TlObject.of("future_salt")
                .with("valid_since", (int) now)
                .with("valid_until", (int) (now + SALT_VALIDITY.toSeconds()))
                .with("salt", salt());
        return TlObject.of("future_salts")
                .with("req_msg_id", messageId)
                .with("now", (int) now)
                .with("salts", List.of(salt));
    }

    private byte[] states(List<Long> messageIds) {
        ByteArrayOutputStream states = new ByteArrayOutputStream();
        messageIds.forEach(asked -> states.write(order.knows(asked) ? RECEIVED : UNKNOWN));
        return states.toByteArray();
    }

    private synchronized void defer() {
        deferred = new ArrayList<>();
    }

    private synchronized void release() {
        List<Push> waiting = deferred;
        deferred = null;
        if (waiting != null) {
            waiting.forEach(this::push);
        }
    }

    private synchronized void result(long messageId, byte[] answer) {
        byte[] body =
                new TlWriter().int32(RPC_RESULT).int64(messageId).raw(answer).toBytes();
        send(messageIds.answer(), true, body);
    }

    private synchronized void answer(TlObject answer) {
        send(messageIds.answer(), false, TlWriter.bytes(answer));
    }

    private synchronized void reply(TlObject notice) {
        send(messageIds.notice(), false, TlWriter.bytes(notice));
    }

    /**
     * Sends a message.
     *
     * @param content whether the client has to acknowledge it
     */
    private void send(long messageId, boolean content, byte[] body) {
        int seqNo = 2 * contentMessages + (content ? 1 : 0);
        contentMessages += content ? 1 : 0;
        byte[] message = new TlWriter()
                .int64(salt())
                .int64(id)
                .int64(messageId)
                .int32(seqNo)
                .int32(body.length)
                .raw(body)
                .toBytes();
        outbox.accept(device.key().encrypt(message));
    }
}
