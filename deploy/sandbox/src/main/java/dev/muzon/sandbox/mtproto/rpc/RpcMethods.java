package dev.muzon.sandbox.mtproto.rpc;

import java.util.Map;

/** A group of methods about one thing, by name. */
@FunctionalInterface
public interface RpcMethods {
    Map<String, RpcMethod> byName();
}
