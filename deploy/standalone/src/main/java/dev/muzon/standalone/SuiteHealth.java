package dev.muzon.standalone;

import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.standalone.doctor.NetworkTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of a running suite that do not work, as its services say themselves. */
final class SuiteHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> WELL = Set.of("UP", "UNKNOWN");

    /** Spring Boot's part, whose reason is a page of the driver's view of the cluster. */
    private static final String STORE = "mongo";

    private static final List<String> REASONS = List.of("reason", "error");

    /** The state that an account's detail begins with. */
    private static final Pattern STATE = Pattern.compile("[A-Z_]+(?=$|[:,])");

    /** The states of an account that a login ends. */
    private static final Pattern LOGIN = Pattern.compile("WAITING_FOR_(QR_SCAN|CODE|PASSWORD)|LOGGED_OUT");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SuiteHealth() {}

    /**
     * Asks each service.
     *
     * @param services addresses by name
     * @param token the suite's internal token, without which services name no reasons. An empty word for none
     * @return a line of words for each part that does not work, and for each account that waits beside one that works
     */
    static List<Trouble> troubles(Map<String, URI> services, String token) throws InterruptedException {
        List<Trouble> all = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (Map.Entry<String, URI> service : services.entrySet()) {
                var request = HttpRequest.newBuilder(URI.create(service.getValue() + "/actuator/health"))
                        .timeout(PATIENCE);
                if (!token.isEmpty()) {
                    request.header("Authorization", ServicePaths.authorization(token));
                }
                try {
                    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                    JsonNode health = JSON.readTree(answer.body());
                    parts(health).forEach(words -> all.add(new Trouble(service.getKey(), words)));
                    waiting(health).forEach(words -> all.add(new Trouble(service.getKey(), words, false)));
                } catch (IOException e) {
                    all.add(new Trouble(service.getKey(), "does not say how it is: " + NetworkTrouble.inWords(e)));
                } catch (JacksonException _) {
                    all.add(new Trouble(service.getKey(), "does not say how it is: its answer cannot be read"));
                }
            }
        }
        return all;
    }

    /**
     * A part that does not work.
     *
     * @param words which part, and why
     * @param hinders whether something does not work because of it
     */
    record Trouble(String service, String words, boolean hinders) {
        Trouble(String service, String words) {
            this(service, words, true);
        }
    }

    /** Returns the accounts that wait for a person, where another one does the work. */
    private static List<String> waiting(JsonNode health) {
        JsonNode accounts = health.path("components").path("accounts");
        return !isWell(accounts)
                ? List.of()
                : accounts.path("details").properties().stream()
                        .filter(account ->
                                LOGIN.matcher(account.getValue().asString("")).lookingAt())
                        .map(account -> "account " + account.getKey() + " is not logged in: "
                                + account(account.getValue().asString("")))
                        .toList();
    }

    private static List<String> parts(JsonNode health) {
        List<String> parts = health.path("components").properties().stream()
                .filter(part -> !isWell(part.getValue()))
                .map(part -> part.getKey() + ": "
                        + (part.getKey().equals(STORE) ? "MongoDB does not answer" : reason(part.getValue())))
                .toList();
        if (!parts.isEmpty() || isWell(health)) {
            return parts;
        }
        return List.of(health.path("status").asString("?") + ". It says why to those who have the internal token:"
                + " name the settings of the run with --env");
    }

    private static boolean isWell(JsonNode health) {
        return WELL.contains(health.path("status").asString(""));
    }

    /** Says an account's detail as people do: its state, and behind that a reason or its floods as they stand. */
    private static String account(String detail) {
        Matcher state = STATE.matcher(detail);
        return state.lookingAt() ? state(state.group()) + detail.substring(state.end()) : detail;
    }

    private static String state(String name) {
        return switch (name) {
            case "STARTING" -> "starting";
            case "WAITING_FOR_LEASE" -> "waits until another process has let go of it";
            case "WAITING_FOR_QR_SCAN" -> "waits for its QR code to be scanned";
            case "WAITING_FOR_CODE" -> "waits for the code from Telegram";
            case "WAITING_FOR_PASSWORD" -> "waits for its password";
            case "READY" -> "ready";
            case "LOGGED_OUT" -> "logged out";
            case "CLOSED" -> "closed";
            default -> name;
        };
    }

    /** Puts the reason into a line, and behind it the rest, such as each account. */
    private static String reason(JsonNode part) {
        JsonNode details = part.path("details");
        String reason = REASONS.stream()
                .map(name -> details.path(name).asString(""))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(part.path("status").asString("?"));
        String rest = details.properties().stream()
                .filter(detail -> !REASONS.contains(detail.getKey()))
                .map(detail ->
                        detail.getKey() + ": " + account(detail.getValue().asString("")))
                .collect(Collectors.joining(", "));
        return reason.lines().findFirst().orElse("") + (rest.isEmpty() ? "" : " (" + rest + ")");
    }
}
