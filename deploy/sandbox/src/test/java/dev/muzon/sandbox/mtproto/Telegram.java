package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox and clients of the real libtdjson. The library is loaded once, so all servers of one test process share the
 * key that it was patched with.
 */
final class Telegram implements AutoCloseable {
    private static final Path ORIGINAL =
            Path.of("../natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so");
    private static final Path SHARED = scratch();
    private static TdClients clients;

    final World world = new World(Clock.systemUTC());
    final FakeVoice voice = new FakeVoice();
    final WorldSeed seed;
    final MtprotoServer server;
    private final Path folder = Files.createTempDirectory(SHARED, "telegram");

    private Telegram() throws IOException {
        byte[] song = new byte[700_001];
        new Random(7).nextBytes(song);
        seed = WorldSeed.plant(
                world,
                1_000_001,
                "muzon_bot",
                NewFile.of("song.mp3", "audio/mpeg", Content.of(song))
                        .tagged("Nocturne", "Nobody", Duration.ofSeconds(30)));
        server = MtprotoServer.start(
                world,
                voice,
                MtprotoOptions.of(ORIGINAL, SHARED.resolve("libtdjson.so")).keeping(SHARED, true));
    }

    static Telegram start() throws IOException {
        return new Telegram();
    }

    /** A client that keeps its database under a name. */
    TdClient open(String name) {
        return clients(server.patchedLibrary()).open(folder.resolve(name), server.socksPort());
    }

    private static synchronized TdClients clients(Path library) {
        if (clients == null) {
            clients = new TdClients(library);
        }
        return clients;
    }

    /** Shows the code and has the user scan it. */
    void login(TdClient client, long userId) {
        client.ok("requestQrCodeAuthentication", _ -> {});
        JsonNode shown = client.awaitState("authorizationStateWaitOtherDeviceConfirmation");
        String link = shown.path("link").asString();
        world.logins().approve(link.substring(link.indexOf("token=") + "token=".length()), userId);
    }

    /** Lives as long as the test process, as the library does. */
    private static Path scratch() {
        try {
            Path folder = Files.createTempDirectory("muzon-mtproto");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        world.close();
    }
}
