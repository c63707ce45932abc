package dev.muzon.sandbox.mtproto;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The options of the MTProto endpoint.
 *
 * @param address where the proxy listens
 * @param port the proxy's, 0 for any free one
 * @param library the original libtdjson
 * @param patchedLibrary where the copy for clients of the sandbox is written
 * @param state folder that keeps the server's key and its clients' auth keys over restarts, null for none
 * @param keepLogins whether clients stay logged in over restarts, which makes sense only when the world outlives them,
 * too
 */
public record MtprotoOptions(
        InetAddress address,
        int port,
        Path library,
        Path patchedLibrary,
        @Nullable Path state,
        boolean keepLogins,
        Clock clock) {

    /** Makes options for loopback, on any free port, keeping nothing. */
    public static MtprotoOptions of(Path library, Path patchedLibrary) {
        return new MtprotoOptions(
                InetAddress.getLoopbackAddress(), 0, library, patchedLibrary, null, false, Clock.systemUTC());
    }

    public MtprotoOptions withPort(int port) {
        return new MtprotoOptions(address, port, library, patchedLibrary, state, keepLogins, clock);
    }

    public MtprotoOptions keeping(Path state, boolean keepLogins) {
        return new MtprotoOptions(address, port, library, patchedLibrary, state, keepLogins, clock);
    }
}
