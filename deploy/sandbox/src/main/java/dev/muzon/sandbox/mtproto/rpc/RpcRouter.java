package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.Requests;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.session.Session;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.tl.TlReader;
import dev.muzon.sandbox.mtproto.tl.TlWriter;
import dev.muzon.sandbox.world.WorldException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router that unwraps requests and passes each to the method that answers it. */
public final class RpcRouter implements Requests {
    private static final Logger log = LoggerFactory.getLogger(RpcRouter.class);

    private static final Set<String> WRAPPERS =
            Set.of("invokeWithLayer", "initConnection", "invokeAfterMsg", "invokeAfterMsgs", "invokeWithoutUpdates");

    private final Map<String, RpcMethod> methods = new HashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Faults faults;

    public RpcRouter(Faults faults, List<RpcMethods> groups) {
        this.faults = faults;
        groups.forEach(group -> methods.putAll(group.byName()));
    }

    /** Returns how often a method was asked for, failed calls included. */
    public long count(String method) {
        LongAdder count = counts.get(method);
        return count == null ? 0 : count.sum();
    }

    @Override
    public byte[] answer(Session session, TlObject request) {
        TlObject inner = unwrap(request);
        String name = inner.name();
        if (!name.startsWith("upload.") && !request.is("invokeWithoutUpdates")) {
            session.wantUpdates();
        }
        counts.computeIfAbsent(name, _ -> new LongAdder()).increment();
        Optional<TlObject> planned = planned(name);
        if (planned.isPresent()) {
            return TlWriter.answer(name, planned.get());
        }
        RpcMethod method = methods.get(name);
        if (method == null) {
            throw RpcException.badRequest(Session.NOT_SERVED);
        }
        try {
            return TlWriter.answer(name, method.answer(new Caller(session), inner));
        } catch (WorldException e) {
            throw Refusals.toRpc(e.refusal());
        }
    }

    private Optional<TlObject> planned(String name) {
        try {
            return faults.next(name);
        } catch (RpcException e) {
            log.info("Method {} fails as planned: {}", name, e.getMessage());
            throw e;
        }
    }

    private static TlObject unwrap(TlObject request) {
        TlObject inner = request;
        while (true) {
            if (WRAPPERS.contains(inner.name())) {
                inner = inner.objectAt("query");
            } else if (inner.is("gzip_packed")) {
                inner = new TlReader(Gzip.unpack(inner.bytesAt("packed_data"))).readObject();
            } else {
                return inner;
            }
        }
    }
}
