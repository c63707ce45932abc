package dev.muzon.sandbox.mtproto.peer;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;

/** The users and chats that requests name. A wrong access hash counts as an unknown id. */
public final class InputPeers {
    private final World world;

    public InputPeers(World world) {
        this.world = world;
    }

    /** Finds the chat behind an InputPeer. A private one is made when there was none. */
    public Chat chat(long callerId, TlObject peer) {
        return switch (peer.name()) {
            case "inputPeerChannel", "inputPeerChannelFromMessage" -> channel(peer);
            case "inputPeerChat" -> basicGroup(callerId, peer.longAt("chat_id"));
            case "inputPeerSelf", "inputPeerUser", "inputPeerUserFromMessage" ->
                world.chats().privateChat(callerId, user(callerId, peer).id());
            default -> throw RpcException.badRequest("PEER_ID_INVALID");
        };
    }

    /** Finds the group or channel behind an InputChannel or InputPeer. */
    public Chat channel(TlObject channel) {
        Chat chat = world.chats()
                .find(Chat.CHANNEL_BASE - channel.longAt("channel_id"))
                .filter(found -> found.kind().isChannel())
                .orElseThrow(() -> RpcException.badRequest("CHANNEL_INVALID"));
        if (channel.has("access_hash") && channel.longAt("access_hash") != chat.accessHash()) {
            throw RpcException.badRequest("CHANNEL_INVALID");
        }
        return chat;
    }

    /** Finds a basic group, which has no access hash. Only those who are or were in it may name it. */
    public Chat basicGroup(long callerId, long id) {
        return world.chats()
                .find(-id)
                .filter(found ->
                        found.kind() == ChatKind.GROUP && found.members().containsKey(callerId))
                .orElseThrow(() -> RpcException.badRequest("CHAT_ID_INVALID"));
    }

    /** Finds the user behind an InputUser or InputPeer. */
    public User user(long callerId, TlObject user) {
        return switch (user.name()) {
            case "inputUserSelf", "inputPeerSelf" -> world.users().get(callerId);
            case "inputUser", "inputPeerUser", "inputUserFromMessage", "inputPeerUserFromMessage" -> known(user);
            default -> throw RpcException.badRequest("PEER_ID_INVALID");
        };
    }

    /**
     * Checks that a user may read the chat's messages and members. Members may, and in public chats also others.
     *
     * @throws RpcException {@code CHANNEL_PRIVATE}, or {@code PEER_ID_INVALID} for other chats
     */
    public static Chat readable(Chat chat, long userId) {
        boolean open = chat.kind() != ChatKind.PRIVATE
                && chat.username() != null
                && chat.member(userId).role() != Role.BANNED;
        if (!open && !chat.has(userId)) {
            throw RpcException.badRequest(chat.kind().isChannel() ? "CHANNEL_PRIVATE" : "PEER_ID_INVALID");
        }
        return chat;
    }

    private User known(TlObject input) {
        User user = world.users()
                .find(input.longAt("user_id"))
                .orElseThrow(() -> RpcException.badRequest("PEER_ID_INVALID"));
        if (input.has("access_hash") && input.longAt("access_hash") != user.accessHash()) {
            throw RpcException.badRequest("PEER_ID_INVALID");
        }
        return user;
    }
}
