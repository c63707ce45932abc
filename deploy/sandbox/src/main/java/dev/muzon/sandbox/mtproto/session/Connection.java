package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.AuthKey;
import dev.muzon.sandbox.mtproto.crypto.CryptoException;
import dev.muzon.sandbox.mtproto.tl.TlException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import dev.muzon.sandbox.mtproto.transport.PacketStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client. It reads on its own thread and writes on another, with a bounded queue between them. So a
 * client that does not read loses its connection and takes no memory.
 */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final int OUTBOX = 4096;
    private static final int OUTBOX_BYTES = 16 << 20;
    private static final byte[] KEY_UNKNOWN = new TlWriter().int32(-404).toBytes();

    private final Server server;
    private final Socket socket;
    private final PacketStream packets;
    private final BlockingQueue<byte[]> outbox = new ArrayBlockingQueue<>(OUTBOX);
    private final AtomicLong waiting = new AtomicLong();
    private final Handshake handshake;
    private final Consumer<byte[]> sender = this::send;
    private @Nullable Session session;
    private long sessionId;

    Connection(Server server, Socket socket, PacketStream packets) {
        this.server = server;
        this.socket = socket;
        this.packets = packets;
        this.handshake = new Handshake(server.key(), server.devices(), server.clock());
    }

    /** Returns when the client is gone or has broken the protocol. */
    void serve() throws IOException {
        Thread writer = Thread.ofVirtual()
                .name(Thread.currentThread().getName() + "-writer")
                .start(this::writeAll);
        try {
            byte[] packet = packets.read();
            while (packet != null) {
                receive(packet);
                packet = packets.read();
            }
        } catch (ProtocolException | CryptoException | TlException e) {
            log.info("Connection closed: {}", e.getMessage());
        } finally {
            if (session != null) {
                session.outgoing().disconnect(sender);
            }
            writer.interrupt();
        }
    }

    private void receive(byte[] packet) {
        if (packet.length < Long.BYTES) {
            throw new ProtocolException("a packet of " + packet.length + " bytes");
        }
        long keyId = AuthKey.idOf(packet);
        if (keyId == 0) {
            plain(packet);
        } else {
            server.devices().find(keyId).ifPresentOrElse(device -> encrypted(device, packet), () -> send(KEY_UNKNOWN));
        }
    }

    private void plain(byte[] packet) {
        TlReader reader = new TlReader(packet);
        reader.readLong();
        reader.readLong();
        TlObject question = new TlReader(reader.readRaw(reader.readInt())).readObject();
        byte[] body = TlWriter.bytes(handshake.answer(question));
        send(new TlWriter()
                .int64(0)
                .int64(server.messageIds().answer())
                .int32(body.length)
                .raw(body)
                .toBytes());
    }

    private void encrypted(Device device, byte[] packet) {
        TlReader reader = new TlReader(device.key().decrypt(packet));
        long salt = reader.readLong();
        long id = reader.readLong();
        long messageId = reader.readLong();
        int seqNo = reader.readInt();
        byte[] body = reader.readRaw(reader.readInt());
        session(device, id, messageId).receive(salt, messageId, seqNo, body);
    }

    private Session session(Device device, long id, long firstMessageId) {
        Session current = session;
        if (current == null || sessionId != id || current.device().id() != device.id()) {
            if (current != null) {
                current.outgoing().disconnect(sender);
            }
            current = server.sessions()
                    .resume(device.id(), id, sender)
                    .orElseGet(() -> begin(device, id, firstMessageId));
            session = current;
            sessionId = id;
        }
        return current;
    }

    private Session begin(Device device, long id, long firstMessageId) {
        Session begun = new Session(id, device, packets.dataCentre(), server);
        begun.outgoing().connect(sender);
        begun.greet(firstMessageId);
        server.sessions().add(id, begun);
        return begun;
    }

    private void send(byte[] packet) {
        if (waiting.addAndGet(packet.length) > OUTBOX_BYTES || !outbox.offer(packet)) {
            log.info("Connection closed: the client does not read");
            close();
        }
    }

    private void writeAll() {
        try {
            while (true) {
                byte[] packet = outbox.take();
                packets.write(packet);
                waiting.addAndGet(-packet.length);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("Connection was not written to: {}", e.toString());
            close();
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Connection was not closed: {}", e.toString());
        }
    }
}
