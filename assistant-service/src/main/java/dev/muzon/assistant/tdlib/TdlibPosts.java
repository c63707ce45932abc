package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.post.Channel;
import dev.muzon.assistant.post.Entrance;
import dev.muzon.assistant.post.HeardMessage;
import dev.muzon.assistant.post.Post;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.assistant.post.PostSound;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The channels of an account by TDLib. */
final class TdlibPosts implements Posts {
    private static final int PAGE = 100;

    private final String account;
    private final TdClient client;
    private final PostListener listener;
    private final KnownChats chats;
    private final ChannelEntrance entrance;
    private final SoundShelf shelf;

    TdlibPosts(String account, TdClient client, PostListener listener) {
        this.account = account;
        this.client = client;
        this.listener = listener;
        this.chats = new KnownChats(client);
        this.entrance = new ChannelEntrance(client, chats);
        this.shelf = new SoundShelf(client);
    }

    /** Takes an update about posts. Others do nothing. */
    void hear(JsonNode update) {
        long chat = update.path("chat_id").longValue(0);
        switch (update.path("@type").asString("")) {
            case "updateNewMessage" ->
                TdPosts.post(update.path("message")).ifPresent(post -> listener.posted(account, post));
            case "updateMessageContent" ->
                listener.edited(account, chat, update.path("message_id").longValue(0));
            case "updateDeleteMessages" -> {
                if (update.path("is_permanent").booleanValue(false)) {
                    List<Long> ids = new ArrayList<>();
                    update.path("message_ids").forEach(id -> ids.add(id.longValue(0)));
                    listener.deleted(account, chat, List.copyOf(ids));
                }
            }
            default -> {
                // It is about something else.
            }
        }
    }

    @Override
    public Entrance join(ChannelAddress address) throws InterruptedException {
        return entrance.join(address);
    }

    @Override
    public Optional<Channel> joined(ChannelAddress address) throws InterruptedException {
        return entrance.joined(address);
    }

    @Override
    public Page read(long channel, long before) throws InterruptedException {
        if (!chats.know(channel)) {
            throw gone("the channel");
        }
        JsonNode messages = client.ask(
                        "reading a channel",
                        TdRequest.of("getChatHistory")
                                .with("chat_id", channel)
                                .with("from_message_id", before)
                                .with("offset", 0)
                                .with("limit", PAGE)
                                .with("only_local", false))
                .path("messages");
        List<Post> posts = new ArrayList<>();
        long oldest = 0;
        for (JsonNode message : messages) {
            oldest = message.path("id").longValue(0);
            TdPosts.post(message).ifPresent(posts::add);
        }
        return new Page(List.copyOf(posts), oldest);
    }

    private static RuntimeException gone(String what) {
        return Failure.of(FailureCode.MESSAGE_GONE, "the account cannot see " + what)
                .asException();
    }

    @Override
    public Optional<Post> find(long channel, long postId) throws InterruptedException {
        return message(channel, postId).flatMap(TdPosts::post);
    }

    private Optional<JsonNode> message(long channel, long postId) throws InterruptedException {
        if (!chats.know(channel)) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.call(
                    TdRequest.of("getMessage").with("chat_id", channel).with("message_id", postId)));
        } catch (TdError e) {
            if (TdErrors.unknownMessage(e)) {
                return Optional.empty();
            }
            throw client.failed("reading a post", e);
        }
    }

    @Override
    public PostSound sound(long channel, long postId) throws InterruptedException {
        return message(channel, postId)
                .map(message -> TdPosts.file(message.path("content")))
                .flatMap(this::sound)
                .orElseThrow(() -> Failure.of(FailureCode.SOURCE_NOT_FOUND, "the post or its sound is gone")
                        .asException());
    }

    private Optional<PostSound> sound(JsonNode file) {
        String uniqueId = file.path("remote").path("unique_id").asString("");
        long size = file.path("size").longValue(0);
        return uniqueId.isEmpty() || size <= 0
                ? Optional.empty()
                : Optional.of(
                        new TdlibSound(client, shelf, uniqueId, file.path("id").intValue(0), size));
    }

    @Override
    public Optional<HeardMessage> message(String name, int message) throws InterruptedException {
        try {
            JsonNode chat = client.call(TdRequest.of("searchPublicChat").with("username", name));
            // The name of a person leads to what they wrote to the account, which nobody else may hear.
            return TdPosts.isShared(chat) ? message(chat.path("id").longValue(0), message) : Optional.empty();
        } catch (TdError e) {
            if (e.code() == 400 || e.code() == 404) {
                return Optional.empty();
            }
            throw client.failed("looking for a public chat", e);
        }
    }

    @Override
    public Optional<HeardMessage> message(long chat, int message) throws InterruptedException {
        Optional<JsonNode> found = message(chat, TdPosts.id(message));
        return found.isEmpty() ? Optional.empty() : Optional.of(heard(found.get()));
    }

    private HeardMessage heard(JsonNode message) {
        JsonNode file = TdPosts.recording(message.path("content"));
        return sound(file)
                .map(sound -> new HeardMessage(TdPosts.heard(message, sound.size()), sound))
                .orElseThrow(() -> Failure.of(FailureCode.NOT_AUDIO, "the message has no sound")
                        .asException());
    }

    @Override
    public void leave(long channel) throws InterruptedException {
        if (chats.know(channel)) {
            client.ask("leaving a channel", TdRequest.of("leaveChat").with("chat_id", channel));
        }
    }
}
