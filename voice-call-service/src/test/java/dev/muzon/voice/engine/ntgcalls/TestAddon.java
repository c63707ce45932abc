package dev.muzon.voice.engine.ntgcalls;

import java.nio.file.Path;
import java.util.Map;

/** The real addon, where the build puts it. */
final class TestAddon {
    static final NtgcallsPaths PATHS =
            new NtgcallsPaths(Path.of("..").toAbsolutePath().normalize().resolve(NtgcallsPaths.DEFAULT_ADDON), null);
    static final Map<String, String> ENVIRONMENT =
            Map.of(NtgcallsPaths.ADDON_VARIABLE, PATHS.addon().toString());

    private TestAddon() {}
}
