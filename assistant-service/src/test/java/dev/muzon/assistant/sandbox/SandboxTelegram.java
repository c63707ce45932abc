package dev.muzon.assistant.sandbox;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.runtime.config.Secret;
import dev.muzon.sandbox.mtproto.MtprotoOptions;
import dev.muzon.sandbox.mtproto.MtprotoServer;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.LoginToken;
import dev.muzon.sandbox.world.NewUser;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * Telegram on loopback for the real libtdjson. The library is loaded once per process, so all servers of a test run
 * share the key that it was patched with.
 */
public final class SandboxTelegram implements AutoCloseable {
    private static final Path ORIGINAL =
            Path.of("../deploy/natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so");
    private static final Path SHARED = scratch();
    private static final AtomicInteger NAMES = new AtomicInteger();

    public final World world = new World(Clock.systemUTC());
    public final FakeVoice voice = new FakeVoice();
    public final MtprotoServer server;
    public final User owner = person("Olga");

    private SandboxTelegram() throws IOException {
        server = MtprotoServer.start(
                world,
                voice,
                MtprotoOptions.of(ORIGINAL, SHARED.resolve("libtdjson.so")).keeping(SHARED, false));
    }

    public static SandboxTelegram start() throws IOException {
        return new SandboxTelegram();
    }

    /** Makes a new person, whose Telegram is English. */
    public User person(String name) {
        return person(name, "en");
    }

    /**
     * Makes a new person.
     *
     * @param language IETF tag of the person's Telegram
     */
    public User person(String name, String language) {
        int number = NAMES.incrementAndGet();
        return world.users()
                .create(NewUser.person(name, "person_" + number, language).phone("1555%04d".formatted(number)));
    }

    /** Makes a new bot. */
    public User bot() {
        int number = NAMES.incrementAndGet();
        return world.users().create(NewUser.bot("Guard", "guard_" + number + "_bot"));
    }

    /** Makes a new group of the owner's with its voice chat on. */
    public Chat publicGroup() {
        return withVoiceChat(world.chats().createGroup("Lounge", "lounge_" + NAMES.incrementAndGet(), owner.id()));
    }

    /** Does the same as {@link #publicGroup}, for invited members only. */
    public Chat privateGroup() {
        return withVoiceChat(world.chats().createGroup("Cellar", null, owner.id()));
    }

    private Chat withVoiceChat(Chat chat) {
        world.voiceChats().start(chat.id(), owner.id(), "");
        return chat;
    }

    public static String inviteLink(Chat chat) {
        return "https://t.me/+" + chat.inviteHash();
    }

    /** Scans a QR code, as somebody would. */
    public void scan(String link, long userId) {
        world.logins().approve(token(link), userId);
    }

    public static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    /** Returns the codes that are shown now. */
    public List<String> shown() {
        return world.logins().pending().stream().map(LoginToken::token).toList();
    }

    public URI proxy() {
        return URI.create("socks5://127.0.0.1:" + server.socksPort());
    }

    /** Makes the settings of a service whose Telegram this is. */
    public AssistantProperties settings(Path directory, List<String> accounts) {
        return new AssistantProperties(
                accounts,
                1_234_567,
                new Secret("0123456789abcdef0123456789abcdef"),
                server.patchedLibrary(),
                directory,
                new Secret("a key"),
                new Secret(""),
                proxy());
    }

    /** Makes a folder that lives as long as the test process, as the library does. */
    private static Path scratch() {
        try {
            Path folder = Files.createTempDirectory("muzon-assistant");
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
