package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
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
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of the settings: they are there, look right, and the other side knows them. */
public final class SettingsChecks {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String PROXY = "MUZON_TDLIB_PROXY";
    private static final String TOKEN_NAME = "BOT_TOKEN";
    private static final String TOKEN = "\\d{5,}:[A-Za-z0-9_-]{30,}";

    /** A server of Telegram that user accounts connect to. */
    private static final InetSocketAddress TELEGRAM = new InetSocketAddress("149.154.167.51", 443);

    private final Map<String, String> settings;
    private final UnaryOperator<String> place;
    private final Path state;

    /**
     * Makes the checks.
     *
     * @param place says where the setting of a name is corrected
     * @param state the folder of the run. It need not exist
     */
    public SettingsChecks(Map<String, String> settings, UnaryOperator<String> place, Path state) {
        this.settings = settings;
        this.place = place;
        this.state = state;
    }

    public Stream<Check> all() {
        return Stream.of(
                this::botToken, this::apiCredentials, this::wayToTelegram, this::mongo, this::library, this::accounts);
    }

    /** Looks for the accounts' way to Telegram: a bot's way is another one. */
    private Finding wayToTelegram() {
        String proxy = settings.getOrDefault(PROXY, "");
        if (proxy.isBlank()) {
            return handshake(Proxy.NO_PROXY, "", "check the network, or set a SOCKS5 proxy: " + place.apply(PROXY));
        }
        InetSocketAddress address = addressOf(proxy);
        if (address == null) {
            return Finding.well("the proxy of MUZON_TDLIB_PROXY is checked at the start");
        }
        String fix = "start the proxy, or correct " + place.apply(PROXY);
        if (URI.create(proxy).getUserInfo() == null) {
            return handshake(new Proxy(Proxy.Type.SOCKS, address), " through the proxy of " + PROXY, fix);
        }
        return answers(address)
                ? Finding.well(
                        "the proxy of MUZON_TDLIB_PROXY accepts connections. Its password is checked at the start")
                : Finding.broken("the proxy of MUZON_TDLIB_PROXY does not answer: assistants cannot log in", fix);
    }

    private static Finding handshake(Proxy proxy, String way, String fix) {
        try {
            new TelegramHandshake(proxy, LIMIT).with(TELEGRAM);
            return Finding.well("Telegram's server for accounts answers the first step of a login" + way);
        } catch (IOException e) {
            return Finding.broken(
                    "Telegram's server for accounts does not answer%s: assistants cannot log in (%s)"
                            .formatted(way, reason(e)),
                    fix);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
        String token = settings.get(TOKEN_NAME);
        if (token == null || token.isBlank()) {
            return Finding.broken("BOT_TOKEN is not set", "get one from @BotFather and set " + place.apply(TOKEN_NAME));
        }
        if (!token.matches(TOKEN)) {
            return Finding.broken(
                    "BOT_TOKEN does not look like 123456:ABC…",
                    "copy it again from @BotFather and correct " + place.apply(TOKEN_NAME));
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
                            "Telegram refuses the bot's token (" + status + ")",
                            "get a new one from @BotFather and correct " + place.apply(TOKEN_NAME));
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
                : Finding.broken(
                        "API_ID or API_HASH is missing or malformed",
                        "get both from my.telegram.org and set API_ID and " + place.apply("API_HASH"));
    }

    private Finding mongo() {
        Optional<String> name = Stream.of("MONGO_DB_URI", "MONGO_URL", "MONGO_URI")
                .filter(settings::containsKey)
                .findFirst();
        if (name.isEmpty()) {
            return Finding.well("MongoDB: the embedded one (fine for one small host)");
        }
        InetSocketAddress address = firstHost(settings.getOrDefault(name.get(), ""));
        if (address == null) {
            return Finding.well("MongoDB: by SRV record, looked up at start");
        }
        return answers(address)
                ? Finding.well("MongoDB answers at " + address)
                : Finding.broken(
                        "MongoDB does not answer at " + address, "start it or correct " + place.apply(name.get()));
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
        String name = "MUZON_LIBRARY_DIR";
        String folder = settings.getOrDefault(name, "");
        if (folder.isBlank()) {
            return Finding.well("no music folder: links and replies play, searches find nothing");
        }
        if (Files.isRegularFile(Path.of(folder))) {
            return Finding.broken("the music folder " + folder + " is a file", "correct " + place.apply(name));
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return Finding.well(files.filter(Files::isRegularFile).count() + " files in the music folder " + folder);
        } catch (IOException | UncheckedIOException _) {
            return Finding.broken(
                    "the music folder " + folder
                            + (Files.exists(Path.of(folder)) ? " cannot be read" : " does not exist"),
                    "correct " + place.apply(name));
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
