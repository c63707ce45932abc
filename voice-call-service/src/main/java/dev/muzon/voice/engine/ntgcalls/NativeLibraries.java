package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loader of the native code, once per process. Our own two libraries travel in the jar and are unpacked into a private
 * folder that is deleted as soon as they are loaded.
 */
final class NativeLibraries {
    private static final String SHIM = "libmuzonvoice.so";
    private static final String HOST = "libntghost.so";

    private static boolean shimLoaded;
    private static @Nullable NtgcallsPaths loaded;

    private NativeLibraries() {}

    /**
     * Loads the libraries.
     *
     * @throws FailureException critical {@code native.missing}, saying what to do. Critical
     * {@code configuration.invalid} when the process already runs with other paths
     */
    static synchronized void load(NtgcallsPaths paths) {
        if (paths.equals(loaded)) {
            return;
        }
        if (loaded != null) {
            throw Failure.of(
                            FailureCode.CONFIGURATION,
                            "ntgcalls was loaded from " + loaded + " and cannot be replaced by " + paths)
                    .asException();
        }
        checkPlatform();
        Path wanted = paths.backend() == null ? paths.addon() : paths.backend();
        if (!Files.isReadable(wanted)) {
            throw missing(
                    wanted + " is not there: run deploy/natives/install.sh, or name the addon in "
                            + NtgcallsPaths.ADDON_VARIABLE + " or an official library in "
                            + NtgcallsPaths.BACKEND_VARIABLE,
                    null);
        }
        try {
            unpackAndLoad(paths);
        } catch (IOException | UnsatisfiedLinkError | NtgcallsException e) {
            throw missing("ntgcalls cannot be loaded: " + e.getMessage(), e);
        }
        loaded = paths;
    }

    private static void checkPlatform() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.equals("Linux amd64")) {
            throw missing("voice calls need Linux on x86-64, this is " + platform, null);
        }
    }

    private static void unpackAndLoad(NtgcallsPaths paths) throws IOException {
        Path folder = Files.createTempDirectory("muzon-voice-");
        Path shim = folder.resolve(SHIM);
        Path host = folder.resolve(HOST);
        try {
            unpack(shim);
            unpack(host);
            if (!shimLoaded) {
                System.load(shim.toString());
                shimLoaded = true;
            }
            Path library = paths.backend() == null ? host : paths.backend();
            Ntgcalls.load(utf8(library), utf8(paths.addon()));
        } finally {
            Files.deleteIfExists(shim);
            Files.deleteIfExists(host);
            Files.delete(folder);
        }
    }

    private static void unpack(Path target) throws IOException {
        String resource = "/native/linux-x86_64/" + target.getFileName();
        try (InputStream library = NativeLibraries.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new FileNotFoundException(resource + " is not in the jar: it was built without g++");
            }
            Files.copy(library, target);
        }
    }

    private static byte[] utf8(Path path) {
        return path.toAbsolutePath().toString().getBytes(UTF_8);
    }

    private static FailureException missing(String detail, @Nullable Throwable cause) {
        Failure failure = Failure.of(FailureCode.NATIVE_MISSING, detail);
        return cause == null ? failure.asException() : failure.causedBy(cause);
    }
}
