package dev.muzon.sandbox.mtproto.account;

import dev.muzon.sandbox.mtproto.crypto.Bytes;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.Devices;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.World;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The transfer of a login to another data centre, where a client has another auth key. */
public final class CentreMethods implements RpcMethods {
    private static final int SECRET = 32;

    private final World world;
    private final Devices devices;
    private final Map<String, Long> exported = new ConcurrentHashMap<>();

    public CentreMethods(World world, Devices devices) {
        this.world = world;
        this.devices = devices;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of("auth.exportAuthorization", this::export, "auth.importAuthorization", this::take);
    }

    private TlObject export(Caller caller, TlObject request) {
        byte[] secret = Bytes.random(SECRET);
        exported.put(HexFormat.of().formatHex(secret), caller.userId());
        return TlObject.of("auth.exportedAuthorization")
                .with("id", caller.userId())
                .with("bytes", secret);
    }

    private TlObject take(Caller caller, TlObject request) {
        Long userId = exported.remove(HexFormat.of().formatHex(request.bytesAt("bytes")));
        if (userId == null || userId != request.longAt("id")) {
            throw RpcException.badRequest("AUTH_BYTES_INVALID");
        }
        devices.logIn(caller.device(), userId);
        return TlObject.of("auth.authorization")
                .with("user", PeerViews.user(userId, world.users().get(userId)));
    }
}
