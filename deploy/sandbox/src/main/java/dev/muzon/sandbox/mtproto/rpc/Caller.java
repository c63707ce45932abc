package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.Device;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.session.Session;

/** The sender of a request. */
public record Caller(Session session) {
    public Device device() {
        return session.device();
    }

    /**
     * Returns the user.
     *
     * @throws RpcException 401 when nobody is logged in on the device
     */
    public long userId() {
        return device().userId().orElseThrow(() -> new RpcException(401, "AUTH_KEY_UNREGISTERED"));
    }
}
