package dev.muzon.voice.engine.ntgcalls;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths of ntgcalls.
 *
 * @param addon the Node.js addon, as npm carries it, run inside our own host
 * @param backend an official {@code libntgcalls.so} (3.0 or newer) to be used instead, or null
 */
public record NtgcallsPaths(Path addon, @Nullable Path backend) {
    /** Names the addon's file. */
    public static final String ADDON_VARIABLE = "MUZON_NTGCALLS_ADDON";

    /** Names an official library. */
    public static final String BACKEND_VARIABLE = "MUZON_NTGCALLS_BACKEND";

    /** Path to which {@code deploy/natives/install.sh} installs the addon, seen from the project's root. */
    public static final Path DEFAULT_ADDON = Path.of("deploy/natives/node_modules/@ntgcalls/linux-x64/ntgcalls.node");

    /** Reads the variables. Blank ones count as absent. */
    public static NtgcallsPaths from(Map<String, String> environment) {
        Path addon = path(environment.get(ADDON_VARIABLE));
        return new NtgcallsPaths(addon == null ? DEFAULT_ADDON : addon, path(environment.get(BACKEND_VARIABLE)));
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isBlank() ? null : Path.of(text);
    }
}
