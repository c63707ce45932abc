package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of the settings: they are there, look right, and the other side knows them. */
public final class SettingsChecks {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String TOKEN = "\\d{5,}:[A-Za-z0-9_-]{30,}";

    /** A server of Telegram that user accounts connect to. */
    private static final InetSocketAddress TELEGRAM = new InetSocketAddress("149.154.167.51", 443);

    private final Map<String, String> settings;
    private final Path state;

    /**
     * Makes the checks.
     *
     * @param state the folder of the run. It need not exist
     */
    public SettingsChecks(Map<String, String> settings, Path state) {
        this.settings = settings;
        this.state = state;
    }

    public Stream<Check> all() {
        return Stream.of(
                this::botToken, this::apiCredentials, this::wayToTelegram, this::mongo, this::library, this::accounts);
    }

    /** Looks for the accounts' way to Telegram: a bot's way is another one. */
    private Finding wayToTelegram() {
        String proxy = settings.getOrDefault("MUZON_TDLIB_PROXY", "");
        InetSocketAddress address = proxy.isBlank() ? TELEGRAM : addressOf(proxy);
        String what = proxy.isBlank() ? "Telegram's server for accounts" : "the proxy of MUZON_TDLIB_PROXY";
        if (address == null) {
            return Finding.well(what + " is checked at the start");
        }
        return answers(address)
                ? Finding.well(what + " answers")
                : Finding.broken(
                        what + " does not answer: assistants cannot log in",
                        "check the network, or name a working SOCKS5 proxy in MUZON_TDLIB_PROXY");
    }

    /** Returns host and port of an address with both, null when it has not. */
    private static @Nullable InetSocketAddress addressOf(String uri) {
        try {
            URI parsed = URI.create(uri);
            return parsed.getHost() == null || parsed.getPort() < 0
                    ? null
                    : new InetSocketAddress(parsed.getHost(), parsed.getPort());
        } catch (IllegalArgumentException _) {
            return null; // the services' own check names it
        }
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) LIMIT.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Finding botToken() throws InterruptedException {
        String token = settings.get("BOT_TOKEN");
        if (token == null || token.isBlank()) {
            return Finding.broken(
                    "BOT_TOKEN is not set",
                    "get one from @BotFather and put it into the file that --env names, .env by default");
        }
        if (!token.matches(TOKEN)) {
            return Finding.broken("BOT_TOKEN does not look like 123456:ABC…", "copy it again from @BotFather");
        }
        String api = settings.getOrDefault("MUZON_TELEGRAM_API_URL", "https://api.telegram.org");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create(api + "/bot" + token + "/getMe"))
                                    .timeout(LIMIT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200
                    ? Finding.well("the bot's token is accepted")
                    : Finding.broken(
                            "Telegram refuses the bot's token (" + status + ")", "get a new one from @BotFather");
        } catch (IOException e) {
            return Finding.broken(
                    "Telegram's Bot API cannot be reached: " + e.getClass().getSimpleName(),
                    "check the network or proxy");
        }
    }

    private Finding apiCredentials() {
        String id = settings.getOrDefault("API_ID", "");
        String hash = settings.getOrDefault("API_HASH", "");
        return id.matches("\\d{1,10}") && hash.matches("[0-9a-f]{32}")
                ? Finding.well("API_ID and API_HASH")
                : Finding.broken("API_ID or API_HASH is missing or malformed", "get both from my.telegram.org");
    }

    private Finding mongo() {
        String uri = Stream.of("MONGO_DB_URI", "MONGO_URL", "MONGO_URI")
                .map(settings::get)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
        if (uri == null) {
            return Finding.well("MongoDB: the embedded one (fine for one small host)");
        }
        InetSocketAddress address = firstHost(uri);
        if (address == null) {
            return Finding.well("MongoDB: by SRV record, looked up at start");
        }
        return answers(address)
                ? Finding.well("MongoDB answers at " + address)
                : Finding.broken("MongoDB does not answer at " + address, "start it or correct MONGO_DB_URI");
    }

    /**
     * Returns the first host.
     *
     * @return null for {@code mongodb+srv}, whose hosts only DNS knows
     */
    private static @Nullable InetSocketAddress firstHost(String uri) {
        if (!uri.startsWith("mongodb://")) {
            return null;
        }
        String hosts = uri.substring("mongodb://".length()).split("[/?]", 2)[0];
        String host = hosts.substring(hosts.lastIndexOf('@') + 1).split(",", 2)[0];
        InetSocketAddress named = addressOf("mongodb://" + host);
        return named == null ? new InetSocketAddress(host, 27017) : named;
    }

    private Finding library() {
        String folder = settings.get("MUZON_LIBRARY_DIR");
        if (folder == null || folder.isBlank()) {
            return Finding.well("no music folder: links and replies play, searches find nothing");
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return Finding.well(files.filter(Files::isRegularFile).count() + " files in the music folder " + folder);
        } catch (IOException | UncheckedIOException _) {
            return Finding.broken("the music folder cannot be read: " + folder, "correct MUZON_LIBRARY_DIR");
        }
    }

    private Finding accounts() {
        String configured = settings.getOrDefault("MUZON_TDLIB_DIR", "");
        Path sessions = configured.isBlank() ? state.resolve("tdlib") : Path.of(configured);
        List<String> without = Stream.of(
                        settings.getOrDefault("MUZON_ACCOUNTS", "main").split(",", -1))
                .map(String::strip)
                .filter(account -> !account.isEmpty() && !Files.isDirectory(sessions.resolve(account)))
                .toList();
        return without.isEmpty()
                ? Finding.well("each assistant account has a session in " + sessions)
                : Finding.warning(
                        "not logged in yet: " + String.join(", ", without),
                        "open the link that ./muzon up prints, and scan the QR code");
    }
}
