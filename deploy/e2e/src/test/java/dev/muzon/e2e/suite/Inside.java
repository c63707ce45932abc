package dev.muzon.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services' own view of what is true now, asked as they ask each other. */
public final class Inside {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningSuite suite;
    private final String token;

    public Inside(RunningSuite suite) throws IOException {
        this.suite = suite;
        this.token = Files.readString(suite.state().resolve("internal-token")).strip();
    }

    /**
     * The player of a chat.
     *
     * @param title of the current track, empty without one
     * @param upcoming titles in playing order
     */
    public record Player(String state, String title, Duration position, int volume, List<String> upcoming) {}

    /** Asks for a chat's player. */
    public Player player(long chat) {
        JsonNode view = get(8083, "/v1/players/" + chat);
        return new Player(
                view.path("state").asString(""),
                title(view.path("current")),
                Duration.parse(view.path("position").asString("PT0S")),
                view.path("volume").intValue(),
                view.path("upcoming").valueStream().map(Inside::title).toList());
    }

    private static String title(JsonNode entry) {
        return entry.path("track").path("title").asString("");
    }

    /** Returns the public names of the accounts that can join now. */
    public List<String> readyAssistants() {
        return get(8082, "/v1/accounts")
                .valueStream()
                .filter(account -> account.path("state").asString("").equals("READY"))
                .map(account -> account.path("username").asString(""))
                .toList();
    }

    /** Returns in how many songs a search looks. */
    public int songs() {
        return get(8084, "/v1/sources")
                .valueStream()
                .mapToInt(source -> source.path("songs").asInt(0))
                .sum();
    }

    private JsonNode get(int port, String path) {
        try {
            return JSON.readTree(suite.inside(
                    "curl", "-s", "-H", "Authorization: Bearer " + token, "http://127.0.0.1:" + port + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
