package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Bot API without HTTP: tokens, methods, rate limits and planned faults. */
public final class BotApi implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BotApi.class);

    private final Map<String, BotAccount> accounts = new ConcurrentHashMap<>();
    private final MethodTable methods = new MethodTable();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FileMethods files;
    private final RateLimits limits;
    private final FaultInjector faults;
    private final World world;
    private final Clock clock;

    public BotApi(World world, FaultInjector faults, Clock clock) {
        this.world = world;
        this.faults = faults;
        this.clock = clock;
        this.limits = new RateLimits(clock, faults::flooded);
        this.files = new FileMethods(world);
        files.addTo(methods);
        UpdateMethods.addTo(methods, world);
        SendMethods.addTo(methods, world);
        EditMethods.addTo(methods, world);
        ChatMethods.addTo(methods, world);
        InviteMethods.addTo(methods, world);
        TopicMethods.addTo(methods, world);
        InlineMethods.addTo(methods, world);
        CommandMethods.addTo(methods, world);
    }

    /**
     * Registers a bot. From now on its updates are kept for it.
     *
     * @param token {@code <user id>:<secret>}. The user must exist in the world
     */
    public void register(String token) {
        var user = world.users().get(idOf(token));
        accounts.put(token, new BotAccount(world, user.id(), http, clock, this::answered));
    }

    /**
     * Returns the user id in a token.
     *
     * @throws IllegalArgumentException when the text is not a token
     */
    public static long idOf(String token) {
        if (!token.matches("[0-9]{1,15}:[A-Za-z0-9_-]{10,}")) {
            throw new IllegalArgumentException("a bot token is <number>:<at least ten letters>");
        }
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    /** Reads a request's parameters. Its uploads are kept until {@link #release}d. */
    Parameters read(HttpServletRequest request) {
        return RequestReader.read(request, world.files());
    }

    /** Deletes uploads of which no file was made. */
    void release(Parameters parameters) {
        parameters.uploads().values().forEach(upload -> world.files().release(upload.content()));
    }

    Object call(String token, String method, Parameters parameters) throws IOException, InterruptedException {
        return call(account(token), method, parameters);
    }

    private Object call(BotAccount bot, String method, Parameters parameters) throws IOException, InterruptedException {
        var found =
                methods.find(method).orElseThrow(() -> new BotApiException(404, "Not Found: method not found", null));
        var chat = parameters.text("chat_id").orElse(null);
        if (faults.limited() && chat != null) {
            limits.count(bot.id(), method, chat);
        }
        return found.call(bot, parameters);
    }

    /** Executes a method with which a webhook answered. The webhook never learns the result. */
    private void answered(BotAccount bot, byte[] body) {
        try {
            var parameters = RequestReader.json(body);
            var method = parameters.text("method");
            if (method.isPresent()) {
                call(bot, method.get(), parameters);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.debug("Answer of a webhook refused: {}", e.getMessage());
        }
    }

    /** Takes the fault planned for this call, if there is one. */
    Optional<Fault> fault(String method, Parameters parameters) {
        return faults.next(method, parameters.text("chat_id").orElse(null));
    }

    Optional<StoredFile> file(String token, String path) {
        account(token);
        return files.byPath(path);
    }

    private BotAccount account(String token) {
        if (!token.contains(":")) {
            throw new BotApiException(401, "Unauthorized: invalid token specified", null);
        }
        var given = token.getBytes(StandardCharsets.UTF_8);
        return accounts.entrySet().stream()
                .filter(entry -> MessageDigest.isEqual(entry.getKey().getBytes(StandardCharsets.UTF_8), given))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new BotApiException(401, "Unauthorized", null));
    }

    @Override
    public void close() {
        accounts.values().forEach(BotAccount::close);
        http.close();
    }
}
