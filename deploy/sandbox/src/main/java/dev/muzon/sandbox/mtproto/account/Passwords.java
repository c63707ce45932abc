package dev.muzon.sandbox.mtproto.account;

import dev.muzon.sandbox.mtproto.crypto.Bytes;
import dev.muzon.sandbox.mtproto.crypto.DhGroup;
import dev.muzon.sandbox.mtproto.crypto.PasswordCheck;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.TwoFactor;
import dev.muzon.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The check of cloud passwords by SRP, which never sees them. Each challenge serves one try. */
final class Passwords {
    private static final int SALT = 16;
    private static final int RANDOM = 256;

    private record Challenge(long id, long userId, PasswordCheck check) {}

    private final World world;
    private final Map<Long, Long> expected = new ConcurrentHashMap<>();
    private final Map<Long, Challenge> challenges = new ConcurrentHashMap<>();

    Passwords(World world) {
        this.world = world;
    }

    /** Notes that the device proved to belong to a user, but for the password. */
    void expect(Caller caller, long userId) {
        expected.put(caller.device().id(), userId);
    }

    /** Returns the account's password settings with a fresh challenge. */
    TlObject challenge(Caller caller) {
        long deviceId = caller.device().id();
        OptionalLong loggedIn = caller.device().userId();
        long userId = Optional.ofNullable(expected.get(deviceId))
                .orElseGet(() -> loggedIn.orElseThrow(() -> new RpcException(401, "AUTH_KEY_UNREGISTERED")));
        TlObject answer = TlObject.of("account.password")
                .with("new_algo", algorithm(Bytes.random(SALT), Bytes.random(SALT)))
                .with(
                        "new_secure_algo",
                        TlObject.of("securePasswordKdfAlgoPBKDF2HMACSHA512iter100000")
                                .with("salt", Bytes.random(SALT)))
                .with("secure_random", Bytes.random(RANDOM));
        TwoFactor twoFactor = world.users().twoFactor(userId).orElse(null);
        if (twoFactor == null) {
            return answer;
        }
        byte[] password = twoFactor.password().getBytes(StandardCharsets.UTF_8);
        PasswordCheck check = new PasswordCheck(Bytes.random(SALT), Bytes.random(SALT), password);
        Challenge challenge = new Challenge(ThreadLocalRandom.current().nextLong(), userId, check);
        challenges.put(deviceId, challenge);
        return answer.flag("has_password", true)
                .with("current_algo", algorithm(check.salt1(), check.salt2()))
                .with("srp_B", check.share())
                .with("srp_id", challenge.id())
                .with("hint", twoFactor.hint());
    }

    /**
     * Checks a proof.
     *
     * @return the user whose password it is
     * @throws RpcException {@code PASSWORD_HASH_INVALID} or {@code SRP_ID_INVALID}
     */
    long check(Caller caller, TlObject proof) {
        long deviceId = caller.device().id();
        Challenge challenge = challenges.remove(deviceId);
        if (challenge == null || !proof.is("inputCheckPasswordSRP") || proof.longAt("srp_id") != challenge.id()) {
            throw RpcException.badRequest("SRP_ID_INVALID");
        }
        if (!challenge.check().accepts(proof.bytesAt("A"), proof.bytesAt("M1"))) {
            throw RpcException.badRequest("PASSWORD_HASH_INVALID");
        }
        expected.remove(deviceId);
        return challenge.userId();
    }

    private static TlObject algorithm(byte[] salt1, byte[] salt2) {
        return TlObject.of("passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow")
                .with("salt1", salt1)
                .with("salt2", salt2)
                .with("g", DhGroup.GENERATOR)
                .with("p", DhGroup.bytes(DhGroup.PRIME));
    }
}
