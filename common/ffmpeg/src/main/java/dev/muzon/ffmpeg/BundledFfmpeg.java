package dev.muzon.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The build that comes as a jar. It is unpacked once per version into the user's cache folder. The last step is an
 * atomic rename, so a folder that exists is complete and processes starting together do not disturb each other.
 */
final class BundledFfmpeg {
    private static final String PROPERTIES = "/META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    private BundledFfmpeg() {}

    static Path directory() {
        String platform = "linux-" + (architecture() == StubLibrary.Machine.X86_64 ? "x86_64" : "arm64");
        String folder = "org/bytedeco/ffmpeg/" + platform + "/";
        @Nullable URL program = BundledFfmpeg.class.getClassLoader().getResource(folder + "ffmpeg");
        if (program == null) {
            throw new FfmpegUnavailable("no bundled build for " + platform);
        }
        try {
            Path target = cache().resolve(version() + "-" + platform);
            if (!Files.isDirectory(target)) {
                unpack((JarURLConnection) program.openConnection(), folder, target);
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

    private static void unpack(JarURLConnection connection, String folder, Path target) throws IOException {
        Path parent = Files.createDirectories(target.getParent());
        Path draft = Files.createTempDirectory(parent, "unpacking-");
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (entry.isDirectory() || !name.startsWith(folder) || name.contains("libjni")) {
                    continue;
                }
                Path file = draft.resolve(name.substring(folder.length()));
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

    /**
     * Writes stand-ins for the screen and sound libraries of a desktop that libavdevice was linked against. Nothing
     * here calls them.
     */
    private static void writeStubs(Path draft) throws IOException {
        List<StubLibrary> missing = List.of(
                new StubLibrary("libxcb.so.1", List.of()),
                new StubLibrary("libxcb-shm.so.0", List.of()),
                new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4")),
                new StubLibrary("libpulse.so.0", List.of("PULSE_0")));
        for (StubLibrary library : missing) {
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
