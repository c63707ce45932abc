package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Methods that read messages. */
public final class HistoryMethods implements RpcMethods {
    private static final int MAX_PAGE = 100;

    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final MessageViews messages;
    private final UpdateLog log;

    public HistoryMethods(World world, InputPeers inputs, PeerViews peers, MessageViews messages, UpdateLog log) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.messages = messages;
        this.log = log;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "messages.getHistory", this::history,
                "messages.getMessages", this::sharedMessages,
                "channels.getMessages", this::channelMessages,
                "messages.readHistory", this::readPrivate,
                "channels.readHistory", (_, _) -> true);
    }

    /**
     * Returns a page, newest first. It has {@code limit} messages, starting {@code add_offset} after the first one
     * older than {@code offset_id}. A negative offset reaches back to newer ones.
     */
    private TlObject history(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.chat(me, request.objectAt("peer")), me);
        List<Message> all = new ArrayList<>(world.messages().all(chat.id()));
        Collections.reverse(all);
        int offsetId = request.intAt("offset_id");
        long newer = offsetId == 0
                ? 0
                : all.stream().filter(message -> message.id() >= offsetId).count();
        long start = newer + request.intAt("add_offset");
        long end = start + Math.clamp(request.intAt("limit"), 0, MAX_PAGE);
        int maxId = request.intAt("max_id");
        int minId = request.intAt("min_id");
        List<Message> page = all.stream()
                .limit(Math.max(0, end))
                .skip(Math.max(0, start))
                .filter(message -> maxId == 0 || message.id() < maxId)
                .filter(message -> message.id() > minId)
                .toList();
        return answer(me, chat, page, all.size());
    }

    private TlObject channelMessages(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.channel(request.objectAt("channel")), me);
        List<Message> found = ids(request).stream()
                .flatMap(id -> world.messages().find(chat.id(), id).stream())
                .toList();
        return answer(me, chat, found, found.size());
    }

    /** Returns messages of the chats that share one sequence of ids: the private ones and the basic groups. */
    private TlObject sharedMessages(Caller caller, TlObject request) {
        long me = caller.userId();
        List<Integer> ids = ids(request);
        PeerList mentioned = new PeerList(peers, me);
        List<TlObject> found = new ArrayList<>();
        for (Chat chat : world.chats().of(me)) {
            if (!chat.kind().isChannel()) {
                List<Message> here = ids.stream()
                        .flatMap(id -> world.messages().find(chat.id(), id).stream())
                        .toList();
                mentioned.chat(chat).messages(here);
                found.addAll(messages.messages(me, chat, here));
            }
        }
        return slice(found, found.size(), mentioned);
    }

    private static List<Integer> ids(TlObject request) {
        return request.listAt("id", TlObject.class).stream()
                .filter(id -> id.is("inputMessageID"))
                .map(id -> id.intAt("id"))
                .toList();
    }

    private TlObject readPrivate(Caller caller, TlObject request) {
        return TlObject.of("messages.affectedMessages")
                .with("pts", log.ofUser(caller.userId()).pts())
                .with("pts_count", 0);
    }

    private TlObject answer(long me, Chat chat, List<Message> page, int count) {
        PeerList mentioned = new PeerList(peers, me).chat(chat).messages(page);
        List<TlObject> views = messages.messages(me, chat, page);
        if (!chat.kind().isChannel()) {
            return slice(views, count, mentioned);
        }
        return mentioned.into(TlObject.of("messages.channelMessages")
                .with("pts", log.of(chat, me).pts())
                .with("count", count)
                .with("messages", views)
                .with("topics", List.of()));
    }

    private static TlObject slice(List<TlObject> views, int count, PeerList mentioned) {
        return mentioned.into(TlObject.of("messages.messagesSlice")
                .with("count", count)
                .with("messages", views)
                .with("topics", List.of()));
    }
}
