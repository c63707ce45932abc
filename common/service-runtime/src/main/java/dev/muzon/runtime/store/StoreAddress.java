package dev.muzon.runtime.store;

import com.mongodb.ConnectionString;

/** The address of MongoDB. */
public final class StoreAddress {
    private StoreAddress() {}

    /** Returns whether it can only be a server on this very machine. */
    public static boolean isLoopback(ConnectionString uri) {
        return !uri.isSrvProtocol() && uri.getHosts().stream().allMatch(StoreAddress::isLoopback);
    }

    private static boolean isLoopback(String hostAndPort) {
        String host = hostAndPort.startsWith("[") ? hostAndPort : hostAndPort.replaceFirst(":\\d+$", "");
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.startsWith("[::1]");
    }
}
