package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.ServiceAction;
import dev.muzon.sandbox.world.World;
import java.time.Instant;
import java.util.List;

/** Messages as one user sees them. Keyboards are left out: only people's own apps show them. */
public final class MessageViews {
    private final World world;

    public MessageViews(World world) {
        this.world = world;
    }

    public List<TlObject> messages(long viewerId, Chat chat, List<Message> messages) {
        return messages.stream().map(one -> message(viewerId, chat, one)).toList();
    }

    public TlObject message(long viewerId, Chat chat, Message message) {
        ServiceAction action = message.action();
        int date = PeerViews.seconds(message.date());
        Integer replyTo = action instanceof ServiceAction.MessagePinned(int pinned) ? pinned : message.replyTo();
        boolean post = chat.kind() == ChatKind.CHANNEL;
        // In Saved Messages nothing is outgoing, and each message has the chat that it was saved from.
        boolean saved = chat.kind() == ChatKind.PRIVATE && chat.other(viewerId) == viewerId;
        TlObject view = TlObject.of(action == null ? "message" : "messageService")
                .flag("out", !saved && message.author().is(viewerId))
                .flag("post", post)
                .with("id", message.id())
                .with("from_id", post ? null : PeerViews.author(message.author()))
                .with("peer_id", PeerViews.peer(viewerId, chat))
                .with("saved_peer_id", saved ? PeerViews.userPeer(viewerId) : null)
                .with("reply_to", replyTo == null ? null : reply(replyTo))
                .with("date", date);
        if (action != null) {
            return view.with("action", action(action));
        }
        List<TlObject> entities = message.entities().stream()
                .flatMap(entity -> EntityViews.view(entity).stream())
                .toList();
        Instant edited = message.edited();
        return view.with("message", message.text())
                .with("media", message.media() == null ? null : MediaViews.view(message.media(), date))
                .with("entities", entities.isEmpty() ? null : entities)
                .with("edit_date", edited == null ? null : PeerViews.seconds(edited));
    }

    private static TlObject reply(int messageId) {
        return TlObject.of("messageReplyHeader").with("reply_to_msg_id", messageId);
    }

    private TlObject action(ServiceAction action) {
        return switch (action) {
            case ServiceAction.MembersJoined(List<Long> joined) ->
                TlObject.of("messageActionChatAddUser").with("users", joined);
            case ServiceAction.MemberLeft(long userId) ->
                TlObject.of("messageActionChatDeleteUser").with("user_id", userId);
            case ServiceAction.MessagePinned _ -> TlObject.of("messageActionPinMessage");
            case ServiceAction.VoiceChatStarted(long id) -> call(id);
            case ServiceAction.VoiceChatEnded(long id, var lasted) ->
                call(id).with("duration", Math.toIntExact(lasted.toSeconds()));
            case ServiceAction.UpgradedTo(long supergroup) ->
                TlObject.of("messageActionChatMigrateTo")
                        .with("channel_id", chat(supergroup).channelId());
            case ServiceAction.UpgradedFrom(long basicGroup) ->
                TlObject.of("messageActionChannelMigrateFrom")
                        .with("title", chat(basicGroup).title())
                        .with("chat_id", chat(basicGroup).basicGroupId());
            case ServiceAction.BotApiOnly _ -> TlObject.of("messageActionEmpty");
        };
    }

    private Chat chat(long id) {
        return world.chats().get(id);
    }

    private TlObject call(long voiceChatId) {
        long accessHash = world.voiceChats().find(voiceChatId).orElseThrow().accessHash();
        return TlObject.of("messageActionGroupCall")
                .with(
                        "call",
                        TlObject.of("inputGroupCall").with("id", voiceChatId).with("access_hash", accessHash));
    }
}
