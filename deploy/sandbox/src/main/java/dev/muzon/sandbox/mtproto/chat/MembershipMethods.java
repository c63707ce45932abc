package dev.muzon.sandbox.mtproto.chat;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.ServiceAction;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Methods for joining chats by name or by invite link, and leaving them. */
public final class MembershipMethods implements RpcMethods {
    /** Anything shorter or with other letters is not a hash of an invite link. */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final UpdateLog log;
    private final UpdateViews updates;

    public MembershipMethods(World world, InputPeers inputs, PeerViews peers, UpdateLog log, UpdateViews updates) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.log = log;
        this.updates = updates;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "channels.joinChannel", this::join,
                "channels.leaveChannel", this::leave,
                "messages.checkChatInvite", this::checkInvite,
                "messages.importChatInvite", this::joinByInvite);
    }

    private TlObject join(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.channel(request.objectAt("channel"));
        return chat.has(me)
                ? joined(updates.chatChanged(me, chat))
                : enter(caller, "CHANNEL_PRIVATE", () -> world.joining().join(chat.id(), me));
    }

    private TlObject joinByInvite(Caller caller, TlObject request) {
        long me = caller.userId();
        String hash = wellFormed(request.textAt("hash"));
        return enter(caller, "INVITE_HASH_EXPIRED", () -> world.joining().joinByInvite(hash, me));
    }

    /**
     * Joins a chat.
     *
     * @param banned the answer to a banned user, who is not told of the ban itself
     */
    private TlObject enter(Caller caller, String banned, Supplier<Chat> entrance) {
        long me = caller.userId();
        try {
            Chat chat = entrance.get();
            return joined(chat.kind() == ChatKind.GROUP ? arrival(caller, chat) : updates.chatChanged(me, chat));
        } catch (WorldException e) {
            return switch (e.refusal()) {
                case BANNED -> throw RpcException.badRequest(banned);
                case JOIN_GUARDED -> guarded(me);
                default -> throw e;
            };
        }
    }

    /** Answers with some bot's page, where the user would have to prove something. */
    private TlObject guarded(long me) {
        User bot = world.users().all().stream()
                .filter(User::bot)
                .findFirst()
                .orElseThrow(() -> RpcException.badRequest("JOIN_GUARD_TIMEOUT"));
        return TlObject.of("messages.chatInviteJoinResultWebView")
                .with("bot_id", bot.id())
                .with("query_id", ThreadLocalRandom.current().nextLong())
                .with("users", List.of(PeerViews.user(me, bot)));
    }

    private static String wellFormed(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw RpcException.badRequest(hash.isEmpty() ? "INVITE_HASH_EMPTY" : "INVITE_HASH_INVALID");
        }
        return hash;
    }

    private static TlObject joined(TlObject news) {
        return TlObject.of("messages.chatInviteJoinResultOk").with("updates", news);
    }

    /**
     * Tells of the message that somebody joined. A client that first has to ask for the last message of a basic group
     * misses those that come meanwhile.
     */
    private TlObject arrival(Caller caller, Chat chat) {
        long me = caller.userId();
        WorldEvent event = world.messages().all(chat.id()).reversed().stream()
                .filter(message ->
                        message.action() instanceof ServiceAction.MembersJoined(List<Long> users) && users.contains(me))
                .findFirst()
                .map(WorldEvent.MessageSent::new)
                .orElseThrow();
        caller.session().outgoing().tellInAnswer(event);
        return updates.bundle(me, chat, log.of(chat, me).await(event));
    }

    private TlObject leave(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.channel(request.objectAt("channel"));
        world.members().leave(chat.id(), me);
        return updates.chatChanged(me, world.chats().get(chat.id()));
    }

    private TlObject checkInvite(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = world.inviteLinks()
                .chatBehind(wellFormed(request.textAt("hash")))
                .filter(found -> found.member(me).role() != Role.BANNED)
                .orElseThrow(() -> RpcException.badRequest("INVITE_HASH_EXPIRED"));
        if (chat.has(me)) {
            return TlObject.of("chatInviteAlready").with("chat", peers.chat(me, chat));
        }
        return TlObject.of("chatInvite")
                .flag("channel", chat.kind().isChannel())
                .flag("broadcast", chat.kind() == ChatKind.CHANNEL)
                .flag("megagroup", chat.kind() == ChatKind.SUPERGROUP)
                .flag("public", chat.username() != null)
                .with("title", chat.title())
                .with("photo", TlObject.of("photoEmpty").with("id", 0L))
                .with("participants_count", chat.present().size())
                .with("color", 0);
    }
}
