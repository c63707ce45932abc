package dev.muzon.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Bot API server on loopback. It remembers every call, keeps updates until they are confirmed, fails when told to. */
public final class FakeBotApi extends BotApiScript implements AutoCloseable {
    public static final long BOT = 123456789;
    public static final String TOKEN = BOT + ":AAFakeTokenFakeTokenFakeTokenFakeTok";
    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern PART = Pattern.compile("name=\"(?<name>[^\"]+)\"(; filename=\"(?<file>[^\"]+)\")?");

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<Long> outsiders = ConcurrentHashMap.newKeySet();
    private final Set<Long> approving = ConcurrentHashMap.newKeySet();
    private final Map<String, String> members = new ConcurrentHashMap<>();
    private final Map<String, Integer> memberCounts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> rights = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
    private final List<ObjectNode> updates = new ArrayList<>();
    private int lastUpdateId = 1000;
    private int lastMessageId = 500;

    /** @param nanos when it arrived */
    public record Call(String method, JsonNode body, long nanos) {
        public long chatId() {
            return body.path("chat_id").asLong();
        }

        public String text() {
            return body.path("text").asString();
        }
    }

    public FakeBotApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void member(long chatId, long userId, String status) {
        members.put(chatId + "/" + userId, status);
    }

    /** Keeps somebody out of all groups but those in which they are made something. */
    public void outsider(long userId) {
        outsiders.add(userId);
    }

    /** Makes somebody an administrator with these rights and no others. */
    public void administrator(long chatId, long userId, String... granted) {
        member(chatId, userId, "administrator");
        rights.put(chatId + "/" + userId, List.of(granted));
    }

    /** Makes administrators of a group approve everybody who wants to join. */
    public void approvesMembers(long chatId) {
        approving.add(chatId);
    }

    /** Makes a group have so many members, bots among them. */
    public void memberCount(long chatId, int members) {
        memberCounts.put(Long.toString(chatId), members);
    }

    public void file(String id, byte[] bytes) {
        files.put(id, bytes);
    }

    /**
     * Queues an update.
     *
     * @return its id
     */
    public synchronized int update(String kind, String json) {
        var update = JSON.createObjectNode();
        update.put("update_id", ++lastUpdateId);
        JsonNode content = JSON.readTree(json);
        if (kind.equals("message") && content.path("message_id").isInt()) {
            messages.put(messageKey(content.path("chat").path("id"), content.path("message_id")), content);
        }
        update.set(kind, content);
        updates.add(update);
        notifyAll();
        return lastUpdateId;
    }

    /**
     * Queues a message of a person in a group.
     *
     * @return the update's id
     */
    public int say(long chatId, long userId, String language, String text) {
        return update("message", message(chatId, userId, language, text).toString());
    }

    /**
     * Queues a message that Telegram received at that time.
     *
     * @return the update's id
     */
    public int sayAt(Instant sent, long chatId, long userId, String text) {
        return update(
                "message",
                message(chatId, userId, "en", text)
                        .put("date", sent.getEpochSecond())
                        .toString());
    }

    /** Returns a message with a new id, for tests that add to it. */
    public ObjectNode message(long chatId, long userId, String language, String text) {
        return TelegramJson.message(nextMessageId(), chatId, userId, language, text);
    }

    /**
     * Queues a press on a button below a message.
     *
     * @return the update's id
     */
    public int press(long chatId, long userId, int messageId, String data) {
        return press(userId, TelegramJson.message(messageId, chatId, "card"), data);
    }

    /**
     * Queues a press on a button below this message.
     *
     * @return the update's id
     */
    public int press(long userId, ObjectNode message, String data) {
        return update(
                "callback_query",
                TelegramJson.press("cb" + nextMessageId(), message, userId, data)
                        .toString());
    }

    public List<Call> calls(String... methods) {
        List<String> wanted = List.of(methods);
        return calls.stream().filter(call -> wanted.contains(call.method())).toList();
    }

    public List<Call> calls(Predicate<Call> which) {
        return calls.stream().filter(which).toList();
    }

    public synchronized int unconfirmed() {
        return updates.size();
    }

    private synchronized int nextMessageId() {
        return ++lastMessageId;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/file/bot" + TOKEN + "/")) {
                sendFile(exchange, path.substring(path.lastIndexOf('/') + 1));
                return;
            }
            byte[] request = exchange.getRequestBody().readAllBytes();
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            JsonNode body = request.length == 0
                    ? JSON.createObjectNode()
                    : type.startsWith("multipart/") ? parts(type, request) : JSON.readTree(request);
            String method = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            boolean known = path.startsWith("/bot" + TOKEN + "/");
            Answer answer = known ? answer(method, body) : error(401, "Unauthorized");
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads a form with a file. The file's name stands beside its bytes. */
    private static JsonNode parts(String type, byte[] request) {
        var body = JSON.createObjectNode();
        String boundary = "--" + type.replaceFirst(".*boundary=", "");
        for (String part : new String(request, StandardCharsets.UTF_8).split(Pattern.quote(boundary), -1)) {
            int head = part.indexOf("\r\n\r\n");
            Matcher name = PART.matcher(part);
            if (head > 0 && name.find()) {
                body.put(name.group("name"), part.substring(head + 4, part.length() - 2));
                if (name.group("file") != null) {
                    body.put("file_name", name.group("file"));
                }
            }
        }
        return body;
    }

    private void sendFile(HttpExchange exchange, String id) throws IOException {
        byte[] bytes = files.get(id);
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Answer answer(String method, JsonNode body) throws InterruptedException {
        calls.add(new Call(method, body, System.nanoTime()));
        Optional<Answer> promised = take(method, body.path("chat_id").asLong());
        return promised.isPresent() ? promised.get() : answerAsUsual(method, body);
    }

    private Answer answerAsUsual(String method, JsonNode body) throws InterruptedException {
        return switch (method) {
            case "getupdates" ->
                ok(updates(body.path("offset").asInt(), body.path("timeout").asInt()));
            case "getme" ->
                ok("{\"id\":42,\"is_bot\":true,\"first_name\":\"Muzon\",\"username\":\"MuzonBot\","
                        + "\"can_read_all_group_messages\":false}");
            case "sendmessage", "sendaudio" -> ok(sent(nextMessageId(), body));
            case "editmessagetext" -> ok(sent(body.path("message_id").asInt(), body));
            case "getchatmember" -> ok(member(body));
            case "getchatadministrators" ->
                ok(administrators(body.path("chat_id").asString()));
            case "getchat" ->
                ok("{\"id\":" + body.path("chat_id").asString() + ",\"type\":\"supergroup\",\"join_by_request\":"
                        + approving.contains(body.path("chat_id").asLong()) + "}");
            case "getchatmembercount" ->
                ok(memberCounts
                        .getOrDefault(body.path("chat_id").asString(), 100)
                        .toString());
            case "getfile" -> file(body.path("file_id").asString());
            case "createchatinvitelink" ->
                ok(
                        "{\"invite_link\":\"https://t.me/+abc\",\"creator\":{\"id\":42,\"is_bot\":true,\"first_name\":\"M\"},"
                                + "\"creates_join_request\":false,\"is_primary\":false,\"is_revoked\":false}");
            default -> ok("true");
        };
    }

    private synchronized String updates(int offset, int seconds) throws InterruptedException {
        updates.removeIf(update -> update.path("update_id").asInt() < offset);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (updates.isEmpty() && System.nanoTime() < until) {
            wait(1 + TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        }
        return updates.toString();
    }

    /** Returns the message as Telegram has it, together with the one that it answers. */
    private String sent(int messageId, JsonNode body) {
        ObjectNode message = TelegramJson.message(
                messageId, body.path("chat_id").asLong(), body.path("text").asString());
        JsonNode answered = messages.get(
                messageKey(body.path("chat_id"), body.path("reply_parameters").path("message_id")));
        if (answered != null) {
            message.set("reply_to_message", answered);
        }
        return message.toString();
    }

    private static String messageKey(JsonNode chat, JsonNode messageId) {
        return chat.asString("") + "/" + messageId.asString("");
    }

    private String member(JsonNode body) {
        long user = body.path("user_id").asLong();
        String key = body.path("chat_id").asString() + "/" + user;
        ObjectNode member =
                TelegramJson.member(user, members.getOrDefault(key, outsiders.contains(user) ? "left" : "member"));
        rights.getOrDefault(key, List.of()).forEach(right -> member.put(right, true));
        return member.toString();
    }

    private String administrators(String chat) {
        var administrators = JSON.createArrayNode();
        members.forEach((key, status) -> {
            if (key.startsWith(chat + "/") && (status.equals("creator") || status.equals("administrator"))) {
                administrators.add(TelegramJson.member(Long.parseLong(key.substring(key.indexOf('/') + 1)), status));
            }
        });
        return administrators.toString();
    }

    private Answer file(String id) {
        return files.containsKey(id)
                ? ok("{\"file_id\":\"" + id + "\",\"file_unique_id\":\"u\",\"file_path\":\"music/" + id + "\"}")
                : error(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    }

    private static Answer ok(String result) {
        return new Answer(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    private static Answer error(int code, String description) {
        return new Answer(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
