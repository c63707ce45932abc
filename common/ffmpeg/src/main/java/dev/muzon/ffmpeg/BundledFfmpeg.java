package dev.muzon.ffmpeg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The build that comes as a jar. It is unpacked once per version into the user's cache folder. The last step is an
 * atomic rename, so processes starting together do not disturb each other. Each start compares the SHA-256 of every file
 * with that of the jar's, and unpacks all of them again when one differs. The jar's own checksums are not enough: anybody
 * can make another file with the same CRC-32.
 */
final class BundledFfmpeg {
    private static final Logger log = LoggerFactory.getLogger(BundledFfmpeg.class);
    private static final String PROPERTIES = "/META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    /** Stand-ins for the screen and sound libraries of a desktop that libavdevice was linked against. Nothing calls them. */
    private static final List<StubLibrary> STUBS = List.of(
            new StubLibrary("libxcb.so.1", List.of()),
            new StubLibrary("libxcb-shm.so.0", List.of()),
            new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4")),
            new StubLibrary("libpulse.so.0", List.of("PULSE_0")));

    private BundledFfmpeg() {}

    static Path directory() {
        return directory(cache());
    }

    static Path directory(Path cache) {
        String platform = "linux-" + (architecture() == StubLibrary.Machine.X86_64 ? "x86_64" : "arm64");
        String folder = "org/bytedeco/ffmpeg/" + platform + "/";
        @Nullable URL program = BundledFfmpeg.class.getClassLoader().getResource(folder + "ffmpeg");
        if (program == null) {
            throw new FfmpegUnavailable("no bundled build for " + platform);
        }
        try {
            Path target = cache.resolve(version() + "-" + platform);
            var connection = (JarURLConnection) program.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                if (Files.isDirectory(target) && !isIntact(jar, folder, target)) {
                    log.warn("Bundled ffmpeg is unpacked again: {} is not as the jar has it", target);
                    setAside(target);
                }
                if (!Files.isDirectory(target)) {
                    unpack(jar, folder, target);
                }
            }
            return target;
        } catch (IOException e) {
            throw new FfmpegUnavailable("the bundled build cannot be unpacked: " + e);
        }
    }

    private static StubLibrary.Machine architecture() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> StubLibrary.Machine.X86_64;
            case "aarch64", "arm64" -> StubLibrary.Machine.AARCH64;
            default -> throw new FfmpegUnavailable("no bundled build for " + arch);
        };
    }

    private static Path cache() {
        @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        return (xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("muzon/ffmpeg");
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (@Nullable InputStream in = BundledFfmpeg.class.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "unknown");
    }

    private static List<JarEntry> files(JarFile jar, String folder) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory()
                        && entry.getName().startsWith(folder)
                        && !entry.getName().contains("libjni"))
                .toList();
    }

    /** Returns whether a folder has the jar's files and the stand-ins, unchanged, and nothing else to be loaded. */
    private static boolean isIntact(JarFile jar, String folder, Path target) throws IOException {
        Map<String, String> expected = new HashMap<>();
        for (JarEntry entry : files(jar, folder)) {
            expected.put(entry.getName().substring(folder.length()), sha256(jar.getInputStream(entry)));
        }
        for (StubLibrary stub : STUBS) {
            expected.put(stub.soname(), sha256(new ByteArrayInputStream(stub.toElf(architecture()))));
        }
        Map<String, String> found = new HashMap<>();
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean readable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                found.put(file.getFileName().toString(), readable ? sha256(Files.newInputStream(file)) : "");
            }
        }
        return found.equals(expected);
    }

    private static String sha256(InputStream bytes) throws IOException {
        try (var in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Takes a folder away in one step. Programs that run from it go on. */
    private static void setAside(Path target) throws IOException {
        Path aside = Files.createTempDirectory(target.getParent(), "damaged-");
        try {
            Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Another process was faster.
        }
        deleteTree(aside);
    }

    private static void unpack(JarFile jar, String folder, Path target) throws IOException {
        Path parent = Files.createDirectories(target.getParent());
        Path draft = Files.createTempDirectory(parent, "unpacking-");
        try {
            for (JarEntry entry : files(jar, folder)) {
                Path file = draft.resolve(entry.getName().substring(folder.length()));
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (!file.toFile().setExecutable(true, false)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
            writeStubs(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            // Another process was faster.
            deleteTree(draft);
        } catch (IOException e) {
            deleteTree(draft);
            throw e;
        }
    }

    private static void writeStubs(Path draft) throws IOException {
        for (StubLibrary library : STUBS) {
            Files.write(draft.resolve(library.soname()), library.toElf(architecture()));
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
