package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of a device. It outlives its connection: a client that comes back with it gets what it has not
 * acknowledged. A client whose session was forgotten is told of a new one, and then asks again and catches up by
 * itself.
 */
public final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    /** The error for methods that the sandbox lacks. Telegram's own error would make clients suspect themselves. */
    public static final String NOT_SERVED = "METHOD_NOT_IN_SANDBOX";

    private static final int WRONG_SALT = 48;
    private static final byte UNKNOWN = 1;
    private static final byte RECEIVED = 4;
    private static final Duration SALT_VALIDITY = Duration.ofDays(30);

    private final Device device;
    private final int dataCentre;
    private final Clock clock;
    private final Devices devices;
    private final Requests requests;
    private final MessageOrder order;
    private final Outgoing outgoing;
    private final ReentrantLock receiving = new ReentrantLock();
    private volatile boolean wantsUpdates;

    Session(long id, Device device, int dataCentre, Server server) {
        this.device = device;
        this.dataCentre = dataCentre;
        this.clock = server.clock();
        this.devices = server.devices();
        this.requests = server.requests();
        this.order = new MessageOrder(server.clock());
        this.outgoing = new Outgoing(id, this::device, server.messageIds());
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

    /** Returns the messages to the client. */
    public Outgoing outgoing() {
        return outgoing;
    }

    boolean wantsUpdates() {
        return wantsUpdates;
    }

    /** Sends the first message to a client that shows up with a session. */
    void greet(long firstMessageId) {
        outgoing.reply(TlObject.of("new_session_created")
                .with("first_msg_id", firstMessageId)
                .with("unique_id", outgoing.noticeId())
                .with("server_salt", salt()));
    }

    /** Takes one decrypted message and all that it contains. */
    void receive(long salt, long messageId, int seqNo, byte[] body) {
        receiving.lock();
        try {
            take(salt, messageId, seqNo, body);
        } finally {
            receiving.unlock();
        }
    }

    private void take(long salt, long messageId, int seqNo, byte[] body) {
        if (salt != salt()) {
            outgoing.reply(TlObject.of("bad_server_salt")
                    .with("bad_msg_id", messageId)
                    .with("bad_msg_seqno", seqNo)
                    .with("error_code", WRONG_SALT)
                    .with("new_server_salt", salt()));
            return;
        }
        Optional<BadMessage> wrongTime = order.checkTime(messageId);
        if (wrongTime.isPresent()) {
            complain(messageId, seqNo, wrongTime.get());
        } else if (Received.isContainer(body)) {
            contained(messageId, seqNo, body);
        } else {
            single(new Received(messageId, seqNo, body));
        }
    }

    private void contained(long containerId, int containerSeqNo, byte[] body) {
        List<Received> messages;
        try {
            messages = Received.unpack(body);
        } catch (TlException e) {
            log.debug("Container not understood: {}", e.getMessage());
            complain(containerId, containerSeqNo, BadMessage.INVALID_CONTAINER);
            return;
        }
        for (Received message : messages) {
            if (Received.isContainer(message.body())) {
                complain(message.id(), message.seqNo(), BadMessage.INVALID_CONTAINER);
            } else {
                single(message);
            }
        }
    }

    private void complain(long messageId, int seqNo, BadMessage mistake) {
        log.debug("Message {} is refused: {}", messageId, mistake);
        outgoing.reply(TlObject.of("bad_msg_notification")
                .with("bad_msg_id", messageId)
                .with("bad_msg_seqno", seqNo)
                .with("error_code", mistake.code()));
    }

    /** Handles one message. A message that came before is acknowledged again, but not carried out again. */
    private void single(Received received) {
        long messageId = received.id();
        boolean first = order.isNew(messageId);
        if ((received.seqNo() & 1) == 1) {
            outgoing.reply(TlObject.of("msgs_ack").with("msg_ids", List.of(messageId)));
        }
        if (first) {
            read(messageId, received.seqNo(), received.body());
        }
    }

    private void read(long messageId, int seqNo, byte[] body) {
        TlObject message;
        try {
            message = new TlReader(body).readObject();
        } catch (TlException e) {
            log.debug("Message not understood: {}", e.getMessage());
            outgoing.result(messageId, error(RpcException.badRequest(NOT_SERVED)));
            return;
        }
        handle(messageId, seqNo, message);
    }

    private void handle(long messageId, int seqNo, TlObject message) {
        switch (message.name()) {
            case "msgs_ack" -> {
                outgoing.acknowledge(message.listAt("msg_ids", Long.class));
                if (seqNo % 2 != 0) {
                    complain(messageId, seqNo, BadMessage.SEQUENCE_ODD);
                }
            }
            case "msg_resend_req", "http_wait" -> log.trace("{}", message);
            case "destroy_session" ->
                outgoing.answer(TlObject.of("destroy_session_none").with("session_id", message.longAt("session_id")));
            case "ping", "ping_delay_disconnect" ->
                outgoing.answer(
                        TlObject.of("pong").with("msg_id", messageId).with("ping_id", message.longAt("ping_id")));
            case "get_future_salts" -> outgoing.answer(futureSalts(messageId));
            case "msgs_state_req" ->
                outgoing.answer(TlObject.of("msgs_state_info")
                        .with("req_msg_id", messageId)
                        .with("info", states(message.listAt("msg_ids", Long.class))));
            case "rpc_drop_answer" -> outgoing.result(messageId, TlWriter.bytes(TlObject.of("rpc_answer_unknown")));
            case "destroy_auth_key" -> {
                outgoing.answer(TlObject.of("destroy_auth_key_ok"));
                devices.forget(device);
            }
            default ->
                order.checkRequest(messageId, seqNo)
                        .ifPresentOrElse(
                                mistake -> complain(messageId, seqNo, mistake), () -> request(messageId, message));
        }
    }

    private void request(long messageId, TlObject request) {
        outgoing.defer();
        try {
            outgoing.result(messageId, bytesOrError(request));
        } finally {
            outgoing.release();
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
}
