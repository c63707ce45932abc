package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.mtproto.message.MessageViews;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.WorldEvent;
import java.time.Clock;
import java.util.List;

/** Updates as one user's clients get them. */
public final class UpdateViews {
    private final PeerViews peers;
    private final MessageViews messages;
    private final Clock clock;

    public UpdateViews(PeerViews peers, MessageViews messages, Clock clock) {
        this.peers = peers;
        this.messages = messages;
        this.clock = clock;
    }

    /** Renders a change of messages, numbered. */
    public TlObject messageUpdate(long viewerId, Chat chat, UpdateBox.Entry entry) {
        boolean inbox = !chat.kind().isChannel();
        TlObject update = switch (entry.event()) {
            case WorldEvent.MessageSent(var message) ->
                TlObject.of(inbox ? "updateNewMessage" : "updateNewChannelMessage")
                        .with("message", messages.message(viewerId, chat, message));
            case WorldEvent.MessageEdited(var message) ->
                TlObject.of(inbox ? "updateEditMessage" : "updateEditChannelMessage")
                        .with("message", messages.message(viewerId, chat, message));
            case WorldEvent.MessagesDeleted(long _, List<Integer> ids) ->
                TlObject.of(inbox ? "updateDeleteMessages" : "updateDeleteChannelMessages")
                        .with("channel_id", inbox ? null : chat.channelId())
                        .with("messages", ids);
            default -> throw new IllegalArgumentException("not about messages: " + entry.event());
        };
        return update.with("pts", entry.pts()).with("pts_count", entry.count());
    }

    /** Returns the users and chats that a change of messages mentions. */
    public PeerList mentioned(long viewerId, Chat chat, WorldEvent event) {
        PeerList mentioned = mentioned(viewerId, chat);
        return switch (event) {
            case WorldEvent.MessageSent(var message) -> mentioned.message(message);
            case WorldEvent.MessageEdited(var message) -> mentioned.message(message);
            default -> mentioned;
        };
    }

    public PeerList mentioned(long viewerId, Chat chat) {
        return new PeerList(peers, viewerId).chat(chat).user(viewerId);
    }

    /**
     * Renders several updates with the users and chats that they mention. They carry no {@code seq}: nobody has to wait
     * for them in order.
     */
    public TlObject bundle(List<TlObject> updates, PeerList mentioned) {
        return mentioned
                .into(TlObject.of("updates").with("updates", updates))
                .with("date", PeerViews.seconds(clock.instant()))
                .with("seq", 0);
    }

    /** Renders a change of messages with the users and chats that it mentions. */
    public TlObject bundle(long viewerId, Chat chat, UpdateBox.Entry entry) {
        return bundle(List.of(messageUpdate(viewerId, chat, entry)), mentioned(viewerId, chat, entry.event()));
    }

    /**
     * Renders a change of the chat or of the viewer's rights in it. Their client looks at the attached chat.
     */
    public TlObject chatChanged(long viewerId, Chat chat) {
        TlObject update = chat.kind().isChannel()
                ? TlObject.of("updateChannel").with("channel_id", chat.channelId())
                : TlObject.of("updateChat").with("chat_id", chat.basicGroupId());
        return bundle(List.of(update), mentioned(viewerId, chat));
    }
}
