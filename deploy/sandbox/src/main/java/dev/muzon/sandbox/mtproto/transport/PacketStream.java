package dev.muzon.sandbox.mtproto.transport;

import dev.muzon.sandbox.mtproto.crypto.Bytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The obfuscated intermediate transport. The client's first 64 bytes carry the keys of two AES-CTR streams, the framing
 * and the data centre it wants. Then packets follow, each with its length in front.
 */
public final class PacketStream {
    private static final int PRELUDE = 64;
    private static final int INTERMEDIATE = 0xeeeeeeee;

    /** Far more than any request. Clients ask for 1 MiB of a file at most. */
    private static final int MAX_PACKET = 2 << 20;

    /** Set by clients that want a quick acknowledgement, which servers may omit. */
    private static final int LENGTH_MASK = 0x7fff_ffff;

    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher decryption;
    private final Cipher encryption;
    private final int dataCentre;
    private final PacketBudget budget;

    private PacketStream(DataInputStream in, OutputStream out, byte[] prelude, PacketBudget budget) throws IOException {
        this.in = in;
        this.out = out;
        this.budget = budget;
        byte[] keys = Arrays.copyOfRange(prelude, 8, 56);
        this.decryption = counter(keys);
        this.encryption = counter(Bytes.reversed(keys));
        ByteBuffer plain = ByteBuffer.wrap(decryption.update(prelude)).order(ByteOrder.LITTLE_ENDIAN);
        if (plain.getInt(56) != INTERMEDIATE) {
            throw new IOException("not the obfuscated intermediate transport");
        }
        this.dataCentre = plain.getShort(60);
    }

    /** Reads the client's prelude. */
    static PacketStream accept(InputStream in, OutputStream out, PacketBudget budget) throws IOException {
        byte[] prelude = new byte[PRELUDE];
        DataInputStream data = new DataInputStream(in);
        data.readFully(prelude);
        return new PacketStream(data, out, prelude, budget);
    }

    /** Returns the data centre that the client thinks it talks to. */
    public int dataCentre() {
        return dataCentre;
    }

    /** Returns the next packet, or null when the client closed the connection between two packets. */
    public byte @Nullable [] read() throws IOException {
        byte[] header = new byte[Integer.BYTES];
        int first = in.read();
        if (first < 0) {
            return null;
        }
        header[0] = (byte) first;
        in.readFully(header, 1, header.length - 1);
        int length = littleEndian(decryption.update(header)) & LENGTH_MASK;
        if (length == 0 || length > MAX_PACKET) {
            throw new IOException("a packet of " + length + " bytes");
        }
        if (!budget.take(length)) {
            throw new IOException("no room for a packet of " + length + " bytes");
        }
        try {
            byte[] packet = in.readNBytes(length);
            if (packet.length < length) {
                throw new EOFException("the connection ended inside a packet");
            }
            return decryption.update(packet);
        } finally {
            budget.give(length);
        }
    }

    /** Sends one packet. Only one thread at a time may call it. */
    public void write(byte[] packet) throws IOException {
        byte[] framed = ByteBuffer.allocate(Integer.BYTES + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(packet.length)
                .put(packet)
                .array();
        out.write(encryption.update(framed));
        out.flush();
    }

    private static int littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** Makes a cipher in counter mode, where both directions encrypt. */
    private static Cipher counter(byte[] keyAndIv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(keyAndIv, 0, 32, "AES"),
                    new IvParameterSpec(keyAndIv, 32, 16));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
