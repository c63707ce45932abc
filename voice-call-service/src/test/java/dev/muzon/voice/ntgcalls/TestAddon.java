package dev.muzon.voice.ntgcalls;

import java.nio.file.Path;

/** The real addon, where the build puts it. */
final class TestAddon {
    static final NtgcallsPaths PATHS = new NtgcallsPaths(Path.of("..").resolve(NtgcallsPaths.DEFAULT_ADDON), null);

    private TestAddon() {}
}
