package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateBox;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Methods that delete messages, always for everyone. Messages that are gone do not matter. */
public final class DeletionMethods implements RpcMethods {
    private final World world;
    private final InputPeers inputs;
    private final UpdateLog log;

    public DeletionMethods(World world, InputPeers inputs, UpdateLog log) {
        this.world = world;
        this.inputs = inputs;
        this.log = log;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of("messages.deleteMessages", this::shared, "channels.deleteMessages", this::channel);
    }

    private TlObject channel(Caller caller, TlObject request) {
        Chat chat = inputs.channel(request.objectAt("channel"));
        return affected(caller, chat, delete(caller, chat, ids(request)).toList());
    }

    /** Deletes messages of the chats that share one sequence of ids: the private ones and the basic groups. */
    private TlObject shared(Caller caller, TlObject request) {
        List<Integer> ids = ids(request);
        List<UpdateBox.Entry> entries = world.chats().of(caller.userId()).stream()
                .filter(chat -> !chat.kind().isChannel())
                .flatMap(chat -> delete(caller, chat, ids))
                .toList();
        return affected(log.ofUser(caller.userId()), entries);
    }

    private Stream<UpdateBox.Entry> delete(Caller caller, Chat chat, List<Integer> ids) {
        return ids.stream()
                .filter(id -> world.messages().find(chat.id(), id).isPresent())
                .map(id -> {
                    world.messages().delete(chat.id(), caller.userId(), id);
                    var event = new WorldEvent.MessagesDeleted(chat.id(), List.of(id));
                    caller.session().outgoing().tellInAnswer(event);
                    return log.of(chat, caller.userId()).await(event);
                });
    }

    private static List<Integer> ids(TlObject request) {
        return request.listAt("id", Integer.class);
    }

    private TlObject affected(Caller caller, Chat chat, List<UpdateBox.Entry> entries) {
        return affected(log.of(chat, caller.userId()), entries);
    }

    private static TlObject affected(UpdateBox box, List<UpdateBox.Entry> entries) {
        return TlObject.of("messages.affectedMessages")
                .with("pts", entries.isEmpty() ? box.pts() : entries.getLast().pts())
                .with(
                        "pts_count",
                        entries.stream().mapToInt(UpdateBox.Entry::count).sum());
    }
}
