package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Button;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.ExternalReply;
import dev.muzon.sandbox.world.ForwardOrigin;
import dev.muzon.sandbox.world.Keyboard;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.MessageDetails;
import dev.muzon.sandbox.world.Quote;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages in Telegram's JSON, as one bot sees them. */
final class MessageRenderer {
    /** Telegram's stand-in sender of messages that admins write in their group's name. */
    private static final Shape.User ANONYMOUS_ADMIN =
            new Shape.User(1_087_968_824L, true, "Group", null, "GroupAnonymousBot", null);

    /** Telegram's stand-in sender of messages that channels write in groups. */
    private static final Shape.User CHANNEL_BOT =
            new Shape.User(136_817_688L, true, "Channel", null, "Channel_Bot", null);

    /** Telegram's stand-in sender of posts that are forwarded automatically into a discussion group. */
    private static final Shape.User TELEGRAM = new Shape.User(777_000L, false, "Telegram", null, null, null);

    private final World world;
    private final Renderer renderer;

    MessageRenderer(World world, Renderer renderer) {
        this.world = world;
        this.renderer = renderer;
    }

    Map<String, Object> message(Message message) {
        return message(message, true);
    }

    /**
     * Renders a message.
     *
     * @param withReply a message that is itself shown inside another never shows what it answers
     */
    Map<String, Object> message(Message message, boolean withReply) {
        var chat = world.chats().get(message.chatId());
        var json = new JsonFields()
                .with("message_id", message.id())
                .with("from", from(message, chat))
                .with("sender_chat", senderChat(message))
                .with("chat", renderer.chat(chat))
                .with("date", message.date().getEpochSecond())
                .with(
                        "edit_date",
                        message.edited() == null ? null : message.edited().getEpochSecond());
        addTopic(json, message.details());
        addOrigin(json, message.details());
        if (withReply) {
            json.with("reply_to_message", answered(message));
        }
        json.with("external_reply", externalReply(message.details().externalReply()))
                .with("quote", quote(message.details().quote()))
                .with("media_group_id", message.details().albumId());
        addContent(json, message);
        json.with("reply_markup", keyboard(message.keyboard()));
        var viaBot = message.details().viaBot();
        json.with("via_bot", viaBot == null ? null : renderer.user(viaBot));
        ServiceMessages.add(json, message, renderer, this);
        return json.build();
    }

    private Shape.@Nullable User from(Message message, Chat chat) {
        if (message.details().automaticForward()) {
            return TELEGRAM;
        }
        return switch (message.author()) {
            case Author.ByUser(long id) -> renderer.user(id);
            case Author.ByChat(long _) when chat.kind() == ChatKind.CHANNEL -> null;
            case Author.ByChat(long id) -> id == chat.id() ? ANONYMOUS_ADMIN : CHANNEL_BOT;
        };
    }

    @Nullable private Object senderChat(Message message) {
        return message.author() instanceof Author.ByChat(long id)
                ? renderer.chat(world.chats().get(id))
                : null;
    }

    private static void addTopic(JsonFields json, MessageDetails details) {
        var topicId = details.topicId();
        boolean inTopic = topicId != null && topicId != MessageDetails.GENERAL_TOPIC;
        json.with("message_thread_id", inTopic ? topicId : details.threadId()).flag("is_topic_message", inTopic);
    }

    private void addOrigin(JsonFields json, MessageDetails details) {
        var origin = details.origin();
        if (origin == null) {
            return;
        }
        json.with("forward_origin", origin(origin)).flag("is_automatic_forward", details.automaticForward());
        switch (origin) {
            case ForwardOrigin.ByUser(var _, long id) -> json.with("forward_from", renderer.user(id));
            case ForwardOrigin.ByHiddenUser(var _, var name) -> json.with("forward_sender_name", name);
            case ForwardOrigin.ByChat(var _, long id) -> json.with("forward_from_chat", chat(id));
            case ForwardOrigin.ByChannel(var _, long id, int messageId, var signature) ->
                json.with("forward_from_chat", chat(id))
                        .with("forward_from_message_id", messageId)
                        .with("forward_signature", signature);
        }
        json.with("forward_date", origin.date().getEpochSecond());
    }

    private Map<String, Object> origin(ForwardOrigin origin) {
        var json = new JsonFields();
        switch (origin) {
            case ForwardOrigin.ByUser(var _, long id) ->
                json.with("type", "user").with("sender_user", renderer.user(id));
            case ForwardOrigin.ByHiddenUser(var _, var name) ->
                json.with("type", "hidden_user").with("sender_user_name", name);
            case ForwardOrigin.ByChat(var _, long id) ->
                json.with("type", "chat").with("sender_chat", chat(id));
            case ForwardOrigin.ByChannel(var _, long id, int messageId, var signature) ->
                json.with("type", "channel")
                        .with("chat", chat(id))
                        .with("message_id", messageId)
                        .with("author_signature", signature);
        }
        return json.with("date", origin.date().getEpochSecond()).build();
    }

    private Object chat(long id) {
        return renderer.chat(world.chats().get(id));
    }

    /** Renders the answered message. A message in a topic answers at least the message that opened the topic. */
    @Nullable private Map<String, Object> answered(Message message) {
        var replyTo = message.replyTo();
        if (replyTo != null) {
            return embedded(message.chatId(), replyTo);
        }
        var topicId = message.details().topicId();
        if (topicId == null || message.details().externalReply() != null) {
            return null;
        }
        boolean opened = topicId != MessageDetails.GENERAL_TOPIC && topicId < message.id();
        return opened ? embedded(message.chatId(), topicId) : null;
    }

    @Nullable Map<String, Object> embedded(long chatId, int messageId) {
        return world.messages()
                .find(chatId, messageId)
                .map(found -> message(found, false))
                .orElse(null);
    }

    @Nullable private Map<String, Object> externalReply(@Nullable ExternalReply reply) {
        if (reply == null) {
            return null;
        }
        var json = new JsonFields()
                .with("origin", origin(reply.origin()))
                .with("chat", reply.chatId() == null ? null : chat(reply.chatId()))
                .with("message_id", reply.messageId());
        addMedia(json, reply.media());
        return json.build();
    }

    @Nullable private Map<String, Object> quote(@Nullable Quote quote) {
        if (quote == null) {
            return null;
        }
        return new JsonFields()
                .with("text", quote.text())
                .with("entities", quote.entities().isEmpty() ? null : entities(quote.entities()))
                .with("position", quote.position())
                .flag("is_manual", true)
                .build();
    }

    private void addContent(JsonFields json, Message message) {
        var media = message.media();
        var text = message.text().isEmpty() ? null : message.text();
        var entities = message.entities().isEmpty() ? null : entities(message.entities());
        addMedia(json, media);
        json.with(media == null ? "text" : "caption", text)
                .with(media == null ? "entities" : "caption_entities", entities);
    }

    private static void addMedia(JsonFields json, @Nullable Media media) {
        if (media == null) {
            return;
        }
        var file = media.file();
        switch (media.kind()) {
            case AUDIO -> json.with("audio", MediaShapes.audio(file));
            case VOICE -> json.with("voice", MediaShapes.voice(file));
            case VIDEO -> json.with("video", MediaShapes.video(file));
            case VIDEO_NOTE -> json.with("video_note", MediaShapes.videoNote(file));
            case DOCUMENT -> json.with("document", MediaShapes.document(file));
            case PHOTO -> json.with("photo", MediaShapes.photo(file));
        }
    }

    private List<Shape.MessageEntity> entities(List<TextEntity> entities) {
        return entities.stream()
                .map(entity -> new Shape.MessageEntity(
                        entity.type().name().toLowerCase(Locale.ROOT),
                        entity.offset(),
                        entity.length(),
                        entity.url(),
                        entity.userId() == null ? null : renderer.user(entity.userId()),
                        entity.language()))
                .toList();
    }

    private static Shape.@Nullable InlineKeyboard keyboard(@Nullable Keyboard keyboard) {
        if (keyboard == null) {
            return null;
        }
        return new Shape.InlineKeyboard(keyboard.rows().stream()
                .map(row -> row.stream().map(MessageRenderer::button).toList())
                .toList());
    }

    private static Shape.Button button(Button button) {
        return new Shape.Button(button.text(), button.data(), button.url());
    }
}
