package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.tl.TlObject;

/** The answers to clients' requests. */
@FunctionalInterface
public interface Requests {
    /**
     * Answers a request.
     *
     * @param request as it came, wrappers included
     * @return the answer's TL bytes
     * @throws RpcException when the answer is an error
     */
    byte[] answer(Session session, TlObject request);
}
