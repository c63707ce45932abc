package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.world.Chat;
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
    /** Three parts long, the last one odd. */
    static final byte[] SONG = song();

    private static TdClients clients;

    final World world = new World(Clock.systemUTC());
    final FakeVoice voice = new FakeVoice();
    final WorldSeed seed;
    MtprotoServer server;
    private final Path folder = Files.createTempDirectory(SHARED, "telegram");

    private Telegram() throws IOException {
        seed = WorldSeed.plant(
                world,
                1_000_001,
                "muzon_bot",
                NewFile.of("song.mp3", "audio/mpeg", Content.of(SONG))
                        .tagged("Nocturne", "Nobody", Duration.ofSeconds(30)));
        server = MtprotoServer.start(world, voice, options());
    }

    private static MtprotoOptions options() {
        return MtprotoOptions.of(ORIGINAL, SHARED.resolve("libtdjson.so")).keeping(SHARED, true);
    }

    /** Starts a new server on the old one's port, over the same world. */
    void restartServer(boolean keepLogins) throws IOException {
        int port = server.socksPort();
        server.close();
        server = MtprotoServer.start(world, voice, options().withPort(port).keeping(SHARED, keepLogins));
    }

    static Telegram start() throws IOException {
        return new Telegram();
    }

    /** Returns the first assistant, who has no password. */
    long assistant() {
        return seed.assistants().getFirst().id();
    }

    TdClient openLoggedIn() {
        TdClient client = open("account");
        login(client, assistant());
        client.awaitState("authorizationStateReady");
        return client;
    }

    /** Lets a client join the lounge, and waits until it has caught up with it. */
    Chat join(TdClient client) {
        long lounge = seed.lounge().id();
        client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"));
        client.ok("joinChat", request -> request.put("chat_id", lounge));
        long newest = (long) world.messages().last(lounge).orElseThrow().id() << 20;
        client.awaitUpdate(
                "updateChatLastMessage",
                update -> update.path("chat_id").asLong() == lounge
                        && update.path("last_message").path("id").asLong() == newest);
        return world.chats().get(lounge);
    }

    private static byte[] song() {
        byte[] song = new byte[700_001];
        new Random(7).nextBytes(song);
        return song;
    }

    /** Opens a client that keeps its database under a name. */
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

    /** Makes a folder that lives as long as the test process, as the library does. */
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
