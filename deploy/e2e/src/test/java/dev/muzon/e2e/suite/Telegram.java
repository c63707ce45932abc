package dev.muzon.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person in the sandbox's chats: writing, pressing buttons, reading, and scanning QR codes. */
public final class Telegram {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Limit for anything that a person waits for: services start slowly on a small or busy machine. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String BOT_TOKEN = "1000001:sandbox-bot-token-on-loopback-only";
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final List<String> PEOPLE = List.of("Alice", "Борис", "Chiara", "Дарья");

    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI page;

    public Telegram(URI page) {
        this.page = page;
    }

    /** Returns a person of the demo by first name. */
    public long user(String firstName) {
        return stream(get("sandbox").path("users"))
                .filter(user -> user.path("firstName").asString("").equals(firstName))
                .findFirst()
                .orElseThrow()
                .path("id")
                .longValue();
    }

    /** Returns another person each time: nobody may ask for music too often. */
    public long somebody() {
        return user(PEOPLE.get(turn.getAndIncrement() % PEOPLE.size()));
    }

    /** Returns a chat of the demo by title. */
    public long chat(String title) {
        return stream(get("sandbox").path("chats"))
                .filter(chat -> chat.path("title").asString("").equals(title))
                .findFirst()
                .orElseThrow()
                .path("id")
                .longValue();
    }

    /** Returns the bot's user id. */
    public long bot() {
        return Long.parseLong(BOT_TOKEN.substring(0, BOT_TOKEN.indexOf(':')));
    }

    /** Returns the private chat of two users, which is made when there is none. */
    public long privateChat(long user, long other) {
        return post("sandbox/private-chats", Map.of("as", user, "with", other))
                .path("id")
                .longValue();
    }

    /** Returns the number of bots' calls that exceeded Telegram's limits. */
    public long floods() {
        return get("sandbox/rate-limits").path("floods").longValue();
    }

    public JsonNode overview() {
        return get("sandbox");
    }

    /**
     * Writes in a chat.
     *
     * @return the message's id
     */
    public int say(long chat, long user, String text) {
        return say(chat, user, text, null);
    }

    public int say(long chat, long user, String text, @Nullable Integer replyTo) {
        Map<String, Object> words = replyTo == null
                ? Map.of("as", user, "text", text)
                : Map.of("as", user, "text", text, "replyTo", replyTo);
        return post("sandbox/chats/" + chat + "/messages", words).path("id").intValue();
    }

    /**
     * Sends a file of sound.
     *
     * @return the message's id
     */
    public int send(long chat, long user, Path file) {
        String boundary = "---- a file";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\n" + user + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getFileName()
                + "\"\r\nContent-Type: audio/wav\r\n\r\n";
        try {
            return send(HttpRequest.newBuilder(page.resolve("sandbox/chats/" + chat + "/messages"))
                            .header("Content-Type", "multipart/form-data; boundary=\"" + boundary + "\"")
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(head),
                                    BodyPublishers.ofFile(file),
                                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                            .build())
                    .path("id")
                    .intValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<JsonNode> messages(long chat) {
        return stream(get("sandbox/chats/" + chat).path("messages")).toList();
    }

    /** Waits for the first message after this one that is as wanted. Edits count. */
    public JsonNode awaitMessage(long chat, int after, Predicate<JsonNode> wanted) {
        return await("a message after " + after)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(
                        () -> messages(chat).stream()
                                .filter(message -> message.path("id").intValue() > after)
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for the first message after this one whose text contains the words. */
    public JsonNode awaitText(long chat, int after, String words) {
        return awaitMessage(chat, after, message -> text(message).contains(words));
    }

    /** Waits for a message with buttons: the now-playing card. */
    public JsonNode awaitCard(long chat, int after, String words) {
        return awaitMessage(
                chat,
                after,
                message -> text(message).contains(words)
                        && !message.path("keyboard").isEmpty());
    }

    public static String text(JsonNode message) {
        return message.path("text").asString("");
    }

    /** Returns the callback data of the button whose data or label contains this. */
    public static String button(JsonNode message, String label) {
        return stream(message.path("keyboard"))
                .flatMap(Telegram::stream)
                .filter(button -> button.toString().contains(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label + " in " + message))
                .path("data")
                .asString();
    }

    /** Presses a button and waits for the bot's answer. */
    public JsonNode press(long chat, long user, JsonNode message, String label) {
        String id = post(
                        "sandbox/chats/" + chat + "/messages/"
                                + message.path("id").intValue() + "/buttons",
                        Map.of("as", user, "data", button(message, label)))
                .path("id")
                .asString();
        return await("the answer to the button")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> get("sandbox/callbacks/" + id).path("answer"), answer -> !answer.isNull());
    }

    /** Returns what came over the wire from everyone in the voice chat. */
    public List<JsonNode> receptions(long chat) {
        return stream(get("sandbox/voice-chats/" + chat + "/receptions")).toList();
    }

    /** Returns the number of all packets that arrived in the voice chat so far. */
    public long packets(long chat) {
        return receptions(chat).stream()
                .mapToLong(reception -> reception.path("packets").longValue())
                .sum();
    }

    /** Records the voice chat's sound from now on: 48 kHz stereo s16le. */
    public byte[] listen(long chat, Duration length) {
        int bytes = (int) (length.toMillis() * 192);
        try (InputStream in = sound(chat)) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the voice chat's sound from now on: 48 kHz stereo s16le. It ends when nobody is heard for 20 s. */
    public InputStream sound(long chat) {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("sandbox/voice-chats/" + chat + "/sound"))
                .build();
        try {
            return client.send(request, BodyHandlers.ofInputStream()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns everything that changes from now on, as the page hears it. Reading waits for more. */
    public Stream<JsonNode> events() {
        HttpRequest request =
                HttpRequest.newBuilder(page.resolve("sandbox/events")).build();
        try {
            return client.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> JSON.readTree(line.substring("data:".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns somebody's rights in a chat. Empty for plain members and strangers. */
    public List<String> rights(long chat, long user) {
        return stream(get("sandbox/chats/" + chat).path("members"))
                .filter(member -> member.path("userId").longValue() == user)
                .flatMap(member -> stream(member.path("rights")))
                .map(JsonNode::asString)
                .toList();
    }

    /** Tells whether somebody is in a chat now. */
    public boolean isIn(long chat, long user) {
        return stream(get("sandbox/chats/" + chat).path("members"))
                .anyMatch(member -> member.path("userId").longValue() == user);
    }

    public List<JsonNode> logins() {
        return stream(get("sandbox/logins")).toList();
    }

    public void approve(String token, long user) {
        post("sandbox/logins/" + token + "/approve", Map.of("as", user));
    }

    public List<JsonNode> processes() {
        return stream(get("sandbox/processes")).toList();
    }

    /** Returns what the supervisor says about a process. */
    public JsonNode process(String name) {
        return processes().stream()
                .filter(process -> process.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process " + name));
    }

    /** Returns the number of updates that no bot has confirmed yet. */
    public int unconfirmedUpdates() {
        return get("./bot" + BOT_TOKEN + "/getWebhookInfo")
                .path("result")
                .path("pending_update_count")
                .intValue();
    }

    /** Starts a voice chat, unless one is on. */
    public void startVoiceChat(long chat, long user) {
        if (get("sandbox/chats/" + chat).path("voiceChat").isObject()) {
            return;
        }
        post("sandbox/chats/" + chat + "/voice-chat", Map.of("as", user, "title", ""));
    }

    /**
     * Makes a basic group with the bot as an admin and a voice chat.
     *
     * @return its chat id
     */
    public long basicGroup(String title, long owner) {
        long group = post("sandbox/groups", Map.of("as", owner, "title", title, "basic", true))
                .path("id")
                .longValue();
        post("sandbox/chats/" + group + "/members", Map.of("as", owner, "userId", bot()));
        put(
                "sandbox/chats/" + group + "/members/" + bot() + "/rights",
                Map.of("as", owner, "rights", List.of("INVITE_USERS", "DELETE_MESSAGES")));
        startVoiceChat(group, owner);
        return group;
    }

    /**
     * Makes a supergroup of a basic group.
     *
     * @return the supergroup's chat id
     */
    public long upgrade(long group, long owner) {
        return post("sandbox/chats/" + group + "/upgrade", Map.of("as", owner))
                .path("id")
                .longValue();
    }

    /** Lets somebody come into the chat's voice chat to listen. */
    public void enterVoiceChat(long chat, long user) {
        post("sandbox/chats/" + chat + "/voice-chat/participants", Map.of("as", user));
    }

    public void leaveVoiceChat(long chat, long user) {
        delete("sandbox/chats/" + chat + "/voice-chat/participants/" + user);
    }

    /** Makes the server forget a participant of the chat's voice chat without a word to them. */
    public void forgetInVoiceChat(long chat, long user) {
        delete("sandbox/chats/" + chat + "/voice-chat/participants/" + user + "?silently=true");
    }

    /** Returns who is in the chat's voice chat, by user id. */
    public List<Long> participants(long chat) {
        return stream(get("sandbox/chats/" + chat).path("voiceChat").path("participants"))
                .map(participant -> participant.path("userId").longValue())
                .toList();
    }

    public void rateLimits(boolean enabled) {
        put("sandbox/rate-limits", Map.of("enabled", enabled));
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(page.resolve(path)).build());
    }

    public JsonNode post(String path, Object body) {
        return send(HttpRequest.newBuilder(page.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    public JsonNode put(String path, Object body) {
        return send(HttpRequest.newBuilder(page.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    public void delete(String path) {
        send(HttpRequest.newBuilder(page.resolve(path)).DELETE().build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new AssertionError(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
