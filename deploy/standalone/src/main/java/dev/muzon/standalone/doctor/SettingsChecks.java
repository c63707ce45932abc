package dev.muzon.standalone.doctor;

import dev.muzon.protocol.rest.SearchPlaces;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of the settings: they are there, look right, and the other side knows them. */
public final class SettingsChecks {
    private static final String PROXY = "MUZON_TDLIB_PROXY";
    private static final String SOURCES_PROXY = "MUZON_SOURCES_PROXY";
    private static final String API = "MUZON_TELEGRAM_API_URL";
    private static final String[] MONGO = {"MONGO_DB_URI", "MONGO_URL", "MONGO_URI"};
    private static final String MONGO_SCHEME = "mongodb://";
    private static final String OWNER = "OWNER_ID";
    private static final String TOKEN_NAME = "BOT_TOKEN";
    private static final String TOKEN = "\\d{5,}:[A-Za-z0-9_-]{30,}";

    /** A server of Telegram that user accounts connect to. */
    private static final InetSocketAddress TELEGRAM = new InetSocketAddress("149.154.167.51", 443);

    private final Map<String, String> settings;
    private final UnaryOperator<String> place;
    private final Path state;
    private final Predicate<String> wrong;
    private final boolean web;
    private final Duration limit;

    /**
     * Makes the checks.
     *
     * @param place says where the setting of a name is corrected
     * @param state the folder of the run. It need not exist
     * @param wrong tells which settings are known to be wrong. They are not told once more
     * @param web whether yt-dlp is installed, which searches on YouTube
     * @param limit longest wait for an answer
     */
    public SettingsChecks(
            Map<String, String> settings,
            UnaryOperator<String> place,
            Path state,
            Predicate<String> wrong,
            boolean web,
            Duration limit) {
        this.settings = settings;
        this.place = place;
        this.state = state;
        this.wrong = wrong;
        this.web = web;
        this.limit = limit;
    }

    public Stream<Check> all() {
        return Stream.of(
                        of(this::botToken, TOKEN_NAME, API),
                        of(this::owner, OWNER),
                        of(this::apiCredentials, "API_ID", "API_HASH"),
                        of(this::wayToTelegram, PROXY),
                        of(this::mongo, MONGO),
                        of(this::library, "MUZON_LIBRARY_DIR"),
                        wayToSources(),
                        provider(),
                        of(this::accounts, "MUZON_ACCOUNTS", "MUZON_TDLIB_DIR"))
                .flatMap(check -> check);
    }

    /** Returns a check unless a setting that it looks at is known to be wrong. */
    private Stream<Check> of(Check check, String... names) {
        return Stream.of(names).anyMatch(wrong) ? Stream.empty() : Stream.of(check);
    }

    /** Returns the check of the identity provider, where there is one. */
    private Stream<Check> provider() {
        String issuer = settings.getOrDefault(ProviderCheck.ISSUER, "");
        return issuer.isBlank()
                ? Stream.empty()
                : of(new ProviderCheck(issuer, place.apply(ProviderCheck.ISSUER), limit)::look, ProviderCheck.ISSUER);
    }

    /** Returns the check of the sources' proxy, where there is one. */
    private Stream<Check> wayToSources() {
        String proxy = settings.getOrDefault(SOURCES_PROXY, "");
        InetSocketAddress address = proxy.isBlank() ? null : addressOf(proxy.strip());
        return address == null ? Stream.empty() : of(() -> sourcesProxy(address), SOURCES_PROXY);
    }

    private Finding sourcesProxy(InetSocketAddress address) {
        return answers(address)
                ? Finding.well(
                        "the proxy of MUZON_SOURCES_PROXY accepts connections. Its login is checked by the first link")
                : Finding.broken(
                        "the proxy of MUZON_SOURCES_PROXY does not answer: only files, your own servers and your own"
                                + " networks play",
                        "start the proxy, or correct " + place.apply(SOURCES_PROXY));
    }

    /** Looks for the accounts' way to Telegram: a bot's way is another one. */
    public Finding wayToTelegram() {
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

    private Finding handshake(Proxy proxy, String way, String fix) {
        try {
            new TelegramHandshake(proxy, limit).with(TELEGRAM);
            return Finding.well("Telegram's server for accounts answers the first step of a login" + way);
        } catch (IOException e) {
            return Finding.broken(
                    "Telegram's server for accounts does not answer%s: assistants cannot log in (%s)"
                            .formatted(way, NetworkTrouble.inWords(e)),
                    fix);
        }
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

    private boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) limit.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Finding botToken() throws InterruptedException {
        try {
            return refusedToken().orElse(Finding.well("the bot's token is accepted"));
        } catch (IOException e) {
            return Finding.broken(
                    "Telegram's Bot API cannot be reached (" + NetworkTrouble.inWords(e) + ")",
                    "check the network or proxy");
        }
    }

    /**
     * Asks Telegram about the bot's token.
     *
     * @return empty when it is accepted
     * @throws IOException when Telegram does not say
     */
    public Optional<Finding> refusedToken() throws IOException, InterruptedException {
        String token = settings.getOrDefault(TOKEN_NAME, "");
        if (!token.matches(TOKEN)) {
            return Optional.of(Finding.broken(
                    "BOT_TOKEN does not look like 123456:ABC…",
                    "copy it again from @BotFather and correct " + place.apply(TOKEN_NAME)));
        }
        String api = settings.getOrDefault(API, "https://api.telegram.org");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build()) {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create(api + "/bot" + token + "/getMe"))
                                    .timeout(limit)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return switch (status) {
                case 200 -> Optional.empty();
                case 401, 403, 404 ->
                    Optional.of(Finding.broken(
                            "Telegram refuses the bot's token (" + status + ")",
                            "get a new one from @BotFather and correct " + place.apply(TOKEN_NAME)));
                default -> throw new IOException("it answers with " + status);
            };
        }
    }

    private Finding owner() {
        return isSet(OWNER)
                ? Finding.well("the bot has an owner")
                : Finding.warning(
                        "no owner is set: nobody can use /diagnose, /stats and the bot's other commands for owners",
                        "set your Telegram user id as " + place.apply(OWNER));
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
        Optional<String> name = Stream.of(MONGO).filter(settings::containsKey).findFirst();
        if (name.isEmpty()) {
            return Finding.well("MongoDB: the embedded one (fine for one small host)");
        }
        String uri = settings.getOrDefault(name.get(), "");
        if (uri.startsWith("mongodb+srv://")) {
            return Finding.well("MongoDB: by SRV record, looked up at start");
        }
        if (!uri.startsWith(MONGO_SCHEME)) {
            return Finding.broken(
                    name.get() + " does not begin with mongodb:// or mongodb+srv://",
                    "correct " + place.apply(name.get()));
        }
        InetSocketAddress address = firstHost(uri);
        return answers(address)
                ? Finding.well("MongoDB answers at " + address)
                : Finding.broken(
                        "MongoDB does not answer at " + address, "start it or correct " + place.apply(name.get()));
    }

    private static InetSocketAddress firstHost(String uri) {
        String hosts = uri.substring(MONGO_SCHEME.length()).split("[/?]", 2)[0];
        String host = hosts.substring(hosts.lastIndexOf('@') + 1).split(",", 2)[0];
        InetSocketAddress named = addressOf(MONGO_SCHEME + host);
        return named == null ? new InetSocketAddress(host, 27017) : named;
    }

    private Finding library() {
        String name = "MUZON_LIBRARY_DIR";
        String folder = settings.getOrDefault(name, "");
        if (folder.isBlank()) {
            return Finding.well("no music folder: " + otherSearches());
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

    /** Says where words are searched that no music folder holds. */
    private String otherSearches() {
        List<String> asked = new ArrayList<>();
        if (isSet("MUZON_MUSIC_SERVERS")) {
            asked.add("servers");
        }
        if (web) {
            asked.addAll(List.of("youtubemusic", "web", "soundcloud", "bandcamp", "archive"));
        }
        if (isSet("MUZON_SEARCH_JAMENDO_CLIENT")) {
            asked.add("jamendo");
        }
        asked.removeIf(source -> !isEnabled(source));
        return SearchPlaces.inWords(asked);
    }

    private boolean isSet(String name) {
        return !settings.getOrDefault(name, "").isBlank();
    }

    private boolean isEnabled(String source) {
        return Stream.of(settings.getOrDefault("MUZON_SOURCES_DISABLED", "").split(",", -1))
                .map(String::strip)
                .noneMatch(source::equals);
    }

    private Finding accounts() {
        String configured = settings.getOrDefault("MUZON_TDLIB_DIR", "");
        Path sessions = configured.isBlank() ? state.resolve("tdlib") : Path.of(configured);
        List<String> without = Stream.of(
                        settings.getOrDefault("MUZON_ACCOUNTS", "main").split(",", -1))
                .map(account -> account.replaceFirst(":.*", "").strip()) // what it does stands behind the colon
                .filter(account -> !account.isEmpty() && !Files.isDirectory(sessions.resolve(account)))
                .toList();
        return without.isEmpty()
                ? Finding.well("each assistant account has a folder in " + sessions
                        + ". Whether it is logged in, ./muzon status tells while Muzon runs")
                : Finding.warning(
                        "not logged in yet: " + String.join(", ", without),
                        "open the link that ./muzon up prints, and scan the QR code");
    }
}
