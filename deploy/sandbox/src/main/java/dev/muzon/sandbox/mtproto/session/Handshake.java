package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.Bytes;
import dev.muzon.sandbox.mtproto.crypto.DhGroup;
import dev.muzon.sandbox.mtproto.crypto.KeyExchange;
import dev.muzon.sandbox.mtproto.crypto.ServerKey;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of one auth key. The client asks three times: for the server's name ({@code req_pq_multi}), for the
 * server's share ({@code req_DH_params}), and with its own share ({@code set_client_DH_params}).
 */
final class Handshake {
    private static final int PRIME_BITS = 31;

    private final ServerKey serverKey;
    private final Devices devices;
    private final Clock clock;
    private final byte[] serverNonce = Bytes.random(16);
    private final BigInteger p;
    private final BigInteger q;
    private byte[] nonce = new byte[16];
    private @Nullable KeyExchange exchange;

    Handshake(ServerKey serverKey, Devices devices, Clock clock) {
        this.serverKey = serverKey;
        this.devices = devices;
        this.clock = clock;
        BigInteger one = BigInteger.probablePrime(PRIME_BITS, ThreadLocalRandom.current());
        BigInteger other = one.nextProbablePrime();
        this.p = one.min(other);
        this.q = one.max(other);
    }

    /**
     * Answers a step.
     *
     * @throws ProtocolException when the question doesn't fit
     */
    TlObject answer(TlObject question) {
        return switch (question.name()) {
            case "req_pq_multi" -> introduce(question);
            case "req_DH_params" -> prove(question);
            case "set_client_DH_params" -> agree(question);
            default -> throw new ProtocolException("unencrypted " + question);
        };
    }

    private TlObject introduce(TlObject question) {
        nonce = question.bytesAt("nonce");
        return answer("resPQ")
                .with("pq", Bytes.fixed(p.multiply(q), 8))
                .with("server_public_key_fingerprints", List.of(serverKey.fingerprint()));
    }

    private TlObject prove(TlObject question) {
        checkNonces(question);
        checkFactors(question);
        if (question.longAt("public_key_fingerprint") != serverKey.fingerprint()) {
            throw new ProtocolException("a key that this server does not have");
        }
        TlObject inner = new TlReader(serverKey.decrypt(question.bytesAt("encrypted_data"))).readObject();
        if (!inner.is("p_q_inner_data_dc")) {
            throw new ProtocolException("a key of kind " + inner.name() + " is not made here");
        }
        checkNonces(inner);
        checkFactors(inner);
        KeyExchange started = new KeyExchange(serverNonce, inner.bytesAt("new_nonce"));
        exchange = started;
        TlObject share = answer("server_DH_inner_data")
                .with("g", DhGroup.GENERATOR)
                .with("dh_prime", DhGroup.bytes(DhGroup.PRIME))
                .with("g_a", started.share())
                .with("server_time", (int) clock.instant().getEpochSecond());
        return answer("server_DH_params_ok").with("encrypted_answer", started.seal(TlWriter.bytes(share)));
    }

    private void checkFactors(TlObject object) {
        boolean factored = Bytes.number(object.bytesAt("p")).equals(p)
                && Bytes.number(object.bytesAt("q")).equals(q);
        if (!factored) {
            throw new ProtocolException("wrong factors");
        }
    }

    private TlObject agree(TlObject question) {
        checkNonces(question);
        KeyExchange started = exchange;
        if (started == null) {
            throw new ProtocolException("a share before the server's");
        }
        byte[] opened = started.open(question.bytesAt("encrypted_data"));
        TlReader reader = new TlReader(opened);
        reader.readRaw(KeyExchange.hashLength());
        TlObject inner = reader.readObject();
        KeyExchange.verify(opened, reader.position() - KeyExchange.hashLength());
        checkNonces(inner);
        var key = started.agree(inner.bytesAt("g_b"));
        devices.add(key, started.firstSalt());
        exchange = null;
        return answer("dh_gen_ok").with("new_nonce_hash1", started.proof(key));
    }

    private TlObject answer(String name) {
        return TlObject.of(name).with("nonce", nonce).with("server_nonce", serverNonce);
    }

    private void checkNonces(TlObject object) {
        if (!Arrays.equals(nonce, object.bytesAt("nonce"))
                || !Arrays.equals(serverNonce, object.bytesAt("server_nonce"))) {
            throw new ProtocolException("nonces of another handshake");
        }
    }
}
