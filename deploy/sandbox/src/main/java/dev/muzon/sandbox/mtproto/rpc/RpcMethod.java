package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;

/** The answer to one kind of request. */
@FunctionalInterface
public interface RpcMethod {
    /**
     * Answers a request.
     *
     * @return a {@link TlObject}, a {@code Boolean}, or a list where the method's table line says so
     * @throws RpcException when the answer is an error
     */
    Object answer(Caller caller, TlObject request);
}
