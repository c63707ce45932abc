package dev.muzon.assistant.tdlib;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The current voice chat of each chat. TDLib learns of a new one about a second late, or later after an outage. So its
 * id is believed until that voice chat turns out to be over. Where no id is known, the server is asked. TDLib does that
 * at once only for groups with a public name. For others its news has to be waited for.
 */
final class VideoChats {
    private final TdClient client;
    private final Set<Integer> over = ConcurrentHashMap.newKeySet();
    private final Map<Long, CompletableFuture<Integer>> awaited = new ConcurrentHashMap<>();
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    /** A voice chat as TDLib described it last. */
    private record Seen(int groupCallId, boolean joinedBySomebody) {}

    VideoChats(TdClient client) {
        this.client = client;
    }

    /** Finds the current voice chat without waiting for news. */
    OptionalInt current(long chatId) throws InterruptedException {
        JsonNode chat = chat(chatId);
        OptionalInt known = believed(chat.path("video_chat"));
        if (known.isPresent()) {
            return known;
        }
        String name = publicName(chat);
        if (name == null) {
            loadFullInfo(chat);
            return believed(videoChat(chatId));
        }
        reload(name);
        return groupCall(videoChat(chatId));
    }

    /** Finds the current voice chat. Waits for news where TDLib does not ask the server. */
    OptionalInt await(long chatId, Duration limit) throws InterruptedException {
        CompletableFuture<Integer> news = awaited.computeIfAbsent(chatId, _ -> new CompletableFuture<>());
        try {
            OptionalInt current = current(chatId); // asked only now, so that nothing is missed in between
            return current.isPresent() || publicName(chat(chatId)) != null
                    ? current
                    : OptionalInt.of(news.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return groupCall(videoChat(chatId)); // TDLib knows by now whether it is another one
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            awaited.remove(chatId, news);
        }
    }

    /**
     * Takes a change of a chat's voice chat.
     *
     * @param videoChat TDLib's {@code videoChat} as it is in the chat now
     * @return whether it was started. One that the last participant leaves, perhaps because of a ban, is not news
     */
    boolean changed(long chatId, JsonNode videoChat) {
        CompletableFuture<Integer> waiting = awaited.get(chatId);
        OptionalInt now = believed(videoChat);
        if (waiting != null && now.isPresent()) {
            waiting.complete(now.getAsInt());
        }
        return started(chatId, videoChat);
    }

    private boolean started(long chatId, JsonNode videoChat) {
        OptionalInt call = groupCall(videoChat);
        if (call.isEmpty()) {
            seen.remove(chatId);
            return false;
        }
        boolean joined = videoChat.path("has_participants").booleanValue(false);
        Seen before = seen.put(chatId, new Seen(call.getAsInt(), joined));
        return before == null || before.groupCallId() != call.getAsInt() || (joined && !before.joinedBySomebody());
    }

    /** Notes that the server calls it over, even when TDLib does not. */
    void over(int groupCallId) {
        over.add(groupCallId);
    }

    /** Notes that it is on after all. */
    void joined(int groupCallId) {
        over.remove(groupCallId);
    }

    private OptionalInt believed(JsonNode videoChat) {
        OptionalInt known = groupCall(videoChat);
        return known.isPresent() && over.contains(known.getAsInt()) ? OptionalInt.empty() : known;
    }

    private static OptionalInt groupCall(JsonNode videoChat) {
        int id = videoChat.path("group_call_id").intValue(0);
        return id == 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private JsonNode videoChat(long chatId) throws InterruptedException {
        return chat(chatId).path("video_chat");
    }

    private JsonNode chat(long chatId) throws InterruptedException {
        return client.ask("looking at the chat", TdRequest.of("getChat").with("chat_id", chatId));
    }

    private @Nullable String publicName(JsonNode chat) throws InterruptedException {
        if (!isSupergroup(chat)) {
            return null;
        }
        JsonNode group = client.ask("looking at the group", about("getSupergroup", chat));
        return group.path("usernames").path("active_usernames").path(0).stringValue(null);
    }

    /** Makes TDLib ask the server, as for a person who follows a link to the voice chat. */
    private void reload(String name) throws InterruptedException {
        TdRequest search = TdRequest.of("searchPublicChat").with("username", name);
        client.ask("finding @" + name, search); // the search that resolves a name does not ask
        client.ask(
                "looking at the voice chat of @" + name,
                TdRequest.of("getInternalLinkType").with("link", "tg://resolve?domain=" + name + "&videochat"));
        client.ask("looking at the voice chat of @" + name, search);
    }

    /** Makes TDLib ask the server, now if it never did, in the background if that was long ago. */
    private void loadFullInfo(JsonNode chat) throws InterruptedException {
        TdRequest request = isSupergroup(chat)
                ? about("getSupergroupFullInfo", chat)
                : TdRequest.of("getBasicGroupFullInfo")
                        .with(
                                "basic_group_id",
                                chat.path("type").path("basic_group_id").longValue(0));
        client.ask("looking at the voice chat", request);
    }

    private static TdRequest about(String request, JsonNode chat) {
        return TdRequest.of(request)
                .with("supergroup_id", chat.path("type").path("supergroup_id").longValue(0));
    }

    private static boolean isSupergroup(JsonNode chat) {
        return chat.path("type").path("@type").asString("").equals("chatTypeSupergroup");
    }
}
