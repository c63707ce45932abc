package dev.muzon.sandbox.mtproto.chat;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Methods about users, groups and their members. */
public final class ChatMethods implements RpcMethods {
    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final UpdateLog log;

    public ChatMethods(World world, InputPeers inputs, PeerViews peers, UpdateLog log) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.log = log;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "users.getUsers", this::users,
                "contacts.resolveUsername", this::resolve,
                "channels.getChannels", this::channels,
                "channels.getFullChannel", this::full,
                "channels.getParticipants", this::participants,
                "channels.getParticipant", this::participant);
    }

    private List<TlObject> users(Caller caller, TlObject request) {
        long me = caller.userId();
        return request.listAt("id", TlObject.class).stream()
                .map(input -> PeerViews.user(me, inputs.user(me, input)))
                .toList();
    }

    private TlObject resolve(Caller caller, TlObject request) {
        long me = caller.userId();
        String username = request.textAt("username");
        PeerList mentioned = new PeerList(peers, me);
        Optional<User> user = world.users().findByUsername(username);
        if (user.isPresent()) {
            long id = user.get().id();
            return mentioned.user(id).into(TlObject.of("contacts.resolvedPeer").with("peer", PeerViews.userPeer(id)));
        }
        Chat chat = world.chats()
                .findByUsername(username)
                .orElseThrow(() -> RpcException.badRequest("USERNAME_NOT_OCCUPIED"));
        return mentioned.chat(chat).into(TlObject.of("contacts.resolvedPeer").with("peer", PeerViews.peer(me, chat)));
    }

    private TlObject channels(Caller caller, TlObject request) {
        long me = caller.userId();
        return TlObject.of("messages.chats")
                .with(
                        "chats",
                        request.listAt("id", TlObject.class).stream()
                                .map(input -> peers.chat(me, inputs.channel(input)))
                                .toList());
    }

    private TlObject full(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.channel(request.objectAt("channel")), me);
        int last = world.messages().last(chat.id()).map(Message::id).orElse(0);
        long admins = chat.present().stream()
                .filter(member -> member.role().administers())
                .count();
        TlObject fullChat = TlObject.of("channelFull")
                .flag("can_view_participants", true)
                .with("id", chat.channelId())
                .with("about", "")
                .with("participants_count", chat.present().size())
                .with("admins_count", (int) admins)
                .with("read_inbox_max_id", last)
                .with("read_outbox_max_id", last)
                .with("unread_count", 0)
                .with("chat_photo", TlObject.of("photoEmpty").with("id", 0L))
                .with("notify_settings", TlObject.of("peerNotifySettings"))
                .with("exported_invite", ParticipantViews.invite(me, chat))
                .with("bot_info", List.of())
                .with("pinned_msg_id", chat.pinned())
                .with("pts", log.of(chat, me).pts())
                .with("call", peers.inputCall(chat));
        return new PeerList(peers, me)
                .chat(chat)
                .into(TlObject.of("messages.chatFull").with("full_chat", fullChat));
    }

    private TlObject participants(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.channel(request.objectAt("channel")), me);
        List<Member> all = chat.members().values().stream()
                .filter(filter(request.objectAt("filter")))
                .sorted(Comparator.comparing(Member::role).thenComparingLong(Member::userId))
                .toList();
        List<Member> page = all.stream()
                .skip(Math.max(0, request.intAt("offset")))
                .limit(Math.max(0, request.intAt("limit")))
                .toList();
        return new PeerList(peers, me)
                .chat(chat)
                .users(page.stream().map(Member::userId).toList())
                .into(TlObject.of("channels.channelParticipants")
                        .with("count", all.size())
                        .with(
                                "participants",
                                page.stream()
                                        .map(member -> ParticipantViews.participant(me, chat, member, world.now()))
                                        .toList()));
    }

    private Predicate<Member> filter(TlObject filter) {
        Predicate<Member> present = member -> member.role().present();
        return switch (filter.name()) {
            case "channelParticipantsAdmins" -> member -> member.role().administers();
            case "channelParticipantsKicked", "channelParticipantsBanned" -> member -> member.role() == Role.BANNED;
            case "channelParticipantsBots" ->
                present.and(member -> world.users().get(member.userId()).bot());
            case "channelParticipantsSearch" -> present.and(member -> matches(member, filter.textAt("q")));
            default -> present;
        };
    }

    private boolean matches(Member member, String query) {
        User user = world.users().get(member.userId());
        String names = user.name() + " " + user.username();
        return names.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }

    private TlObject participant(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.channel(request.objectAt("channel")), me);
        long userId = inputs.user(me, request.objectAt("participant")).id();
        Member member = chat.member(userId);
        if (member.role() == Role.LEFT) {
            throw RpcException.badRequest("USER_NOT_PARTICIPANT");
        }
        return new PeerList(peers, me)
                .chat(chat)
                .user(userId)
                .into(TlObject.of("channels.channelParticipant")
                        .with("participant", ParticipantViews.participant(me, chat, member, world.now())));
    }
}
