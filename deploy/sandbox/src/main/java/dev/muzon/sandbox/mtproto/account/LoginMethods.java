package dev.muzon.sandbox.mtproto.account;

import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.Devices;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.LoginToken;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Login by QR code or phone number. The device asks for a token and shows it. When somebody has scanned it, the device is
 * told and asks again. With a phone number it sends the code that came there instead. Then it is logged in, or is asked
 * for the account's password first.
 */
public final class LoginMethods implements RpcMethods, WorldListener {
    private static final Duration TOKEN_VALIDITY = Duration.ofSeconds(30);

    private final World world;
    private final Devices devices;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;
    private final Map<Long, Integer> homes = new ConcurrentHashMap<>();
    private final Map<Long, String> tokenByDevice = new ConcurrentHashMap<>();

    public LoginMethods(World world, Devices devices, Sessions sessions, Clock clock) {
        this.world = world;
        this.devices = devices;
        this.sessions = sessions;
        this.clock = clock;
        this.passwords = new Passwords(world);
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "auth.sendCode",
                this::sendCode,
                "auth.signIn",
                this::signIn,
                "auth.exportLoginToken",
                (caller, _) -> export(caller),
                "auth.importLoginToken",
                this::importToken,
                "account.getPassword",
                (caller, _) -> passwords.challenge(caller),
                "auth.checkPassword",
                this::checkPassword,
                "auth.logOut",
                this::logOut,
                "account.updateStatus",
                (caller, _) -> caller.userId() > 0);
    }

    /** Puts a user's account into this data centre. Clients elsewhere have to log in there. */
    public void setHome(long userId, int dataCentre) {
        homes.put(userId, dataCentre);
    }

    /** Waits while a code is being issued: an impatient person may have scanned it already. */
    @Override
    public synchronized void on(WorldEvent event) {
        if (event instanceof WorldEvent.LoginTokenChanged(LoginToken token) && token.approvedBy() != null) {
            TlObject scanned = TlObject.of("updateShort")
                    .with("update", TlObject.of("updateLoginToken"))
                    .with("date", PeerViews.seconds(clock.instant()));
            tokenByDevice.forEach((deviceId, shown) -> {
                if (shown.equals(token.token())) {
                    sessions.pushToDevice(deviceId, scanned);
                }
            });
        }
    }

    private TlObject export(Caller caller) {
        long deviceId = caller.device().id();
        String shown = tokenByDevice.remove(deviceId);
        Optional<Long> scannedBy = Optional.ofNullable(shown)
                .flatMap(token -> world.logins().find(token))
                .flatMap(token -> Optional.ofNullable(token.approvedBy()));
        int home = scannedBy.map(homes::get).orElse(0);
        if (shown != null && home != 0 && home != caller.session().dataCentre()) {
            return TlObject.of("auth.loginTokenMigrateTo")
                    .with("dc_id", home)
                    .with("token", Base64.getUrlDecoder().decode(shown));
        }
        if (shown != null) {
            world.logins().forget(shown);
        }
        return scannedBy.map(userId -> enter(caller, userId)).orElseGet(() -> fresh(deviceId));
    }

    private synchronized TlObject fresh(long deviceId) {
        LoginToken token = world.logins().issue("device %016x".formatted(deviceId), TOKEN_VALIDITY);
        tokenByDevice.put(deviceId, token.token());
        world.logins().endPassword(deviceId);
        return TlObject.of("auth.loginToken")
                .with("expires", PeerViews.seconds(token.expires()))
                .with("token", Base64.getUrlDecoder().decode(token.token()));
    }

    private TlObject importToken(Caller caller, TlObject request) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(request.bytesAt("token"));
        Long userId = world.logins()
                .find(text)
                .map(LoginToken::approvedBy)
                .orElseThrow(() -> RpcException.badRequest("AUTH_TOKEN_INVALID"));
        world.logins().forget(text);
        return enter(caller, userId);
    }

    private TlObject sendCode(Caller caller, TlObject request) {
        String code = world.logins().issueCode(request.textAt("phone_number"));
        return TlObject.of("auth.sentCode")
                .with("type", TlObject.of("auth.sentCodeTypeApp").with("length", code.length()))
                .with("phone_code_hash", "for " + request.textAt("phone_number"));
    }

    private TlObject signIn(Caller caller, TlObject request) {
        String phone = request.textAt("phone_number");
        long userId = world.logins().takeCode(phone, request.textAt("phone_code"));
        expectPassword(caller, userId);
        return logIn(caller, userId);
    }

    private TlObject enter(Caller caller, long userId) {
        expectPassword(caller, userId);
        return TlObject.of("auth.loginTokenSuccess").with("authorization", logIn(caller, userId));
    }

    private void expectPassword(Caller caller, long userId) {
        if (world.users().twoFactor(userId).isPresent()) {
            passwords.expect(caller, userId);
            world.logins().awaitPassword(caller.device().id(), userId);
            throw new RpcException(401, "SESSION_PASSWORD_NEEDED");
        }
    }

    private TlObject checkPassword(Caller caller, TlObject request) {
        return logIn(caller, passwords.check(caller, request.objectAt("password")));
    }

    private TlObject logIn(Caller caller, long userId) {
        devices.logIn(caller.device(), userId);
        world.logins().endPassword(caller.device().id());
        return TlObject.of("auth.authorization")
                .with("user", PeerViews.user(userId, world.users().get(userId)));
    }

    private TlObject logOut(Caller caller, TlObject request) {
        caller.userId();
        devices.logOut(caller.device());
        return TlObject.of("auth.loggedOut");
    }
}
