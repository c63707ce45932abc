package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateBox;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods that write and edit. A message asked for twice, as after a lost connection, is written once. */
public final class SendMethods implements RpcMethods {
    private static final int REMEMBERED = 1000;
    private static final int MAX_TEXT = 4096;

    private record Sending(long userId, long randomId) {}

    private final World world;
    private final InputPeers inputs;
    private final UpdateLog log;
    private final UpdateViews updates;
    private final Uploads uploads;
    private final Map<Sending, Message> sent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sending, Message> eldest) {
            return size() > REMEMBERED;
        }
    };

    public SendMethods(World world, InputPeers inputs, UpdateLog log, UpdateViews updates, Uploads uploads) {
        this.world = world;
        this.inputs = inputs;
        this.log = log;
        this.updates = updates;
        this.uploads = uploads;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "messages.sendMessage", this::sendText,
                "messages.sendMedia", this::sendFile,
                "messages.editMessage", this::edit);
    }

    private TlObject sendText(Caller caller, TlObject request) {
        return send(caller, request, NewMessage.text(text(request)));
    }

    private TlObject sendFile(Caller caller, TlObject request) {
        TlObject media = request.objectAt("media");
        if (!media.is("inputMediaUploadedDocument")) {
            throw RpcException.badRequest("MEDIA_INVALID");
        }
        TlObject file = media.objectAt("file");
        byte[] bytes = uploads.whole(caller.userId(), file.longAt("id"), file.intAt("parts"));
        var upload = NewFile.of(file.textAt("name"), media.textAt("mime_type"), Content.of(bytes));
        try {
            return send(
                    caller,
                    request,
                    NewMessage.media(Media.Kind.DOCUMENT, world.files().store(upload), text(request)));
        } catch (IOException e) {
            throw new UncheckedIOException("could not store " + upload.name(), e);
        }
    }

    private TlObject send(Caller caller, TlObject request, NewMessage content) {
        long me = caller.userId();
        Chat chat = inputs.chat(me, request.objectAt("peer"));
        long randomId = request.longAt("random_id");
        NewMessage message = content.entities(entities(me, request))
                .replyTo(request.optionalObject("reply_to")
                        .filter(reply -> reply.has("reply_to_msg_id"))
                        .map(reply -> reply.intAt("reply_to_msg_id"))
                        .orElse(null));
        Message written = writeOnce(new Sending(me, randomId), chat, message);
        UpdateBox.Entry entry = told(caller, chat, new WorldEvent.MessageSent(written));
        TlObject id = TlObject.of("updateMessageID").with("id", written.id()).with("random_id", randomId);
        return updates.bundle(
                List.of(id, updates.messageUpdate(me, chat, entry)), updates.mentioned(me, chat, entry.event()));
    }

    private synchronized Message writeOnce(Sending sending, Chat chat, NewMessage message) {
        Message known = sent.get(sending);
        if (known != null) {
            return known;
        }
        try {
            Message written = world.messages().send(chat.id(), sending.userId(), message);
            sent.put(sending, written);
            return written;
        } catch (WorldException e) {
            throw switch (e.refusal()) {
                case NOT_A_MEMBER -> RpcException.forbidden("CHAT_WRITE_FORBIDDEN");
                case ADMIN_REQUIRED -> RpcException.forbidden("CHAT_ADMIN_REQUIRED");
                case Refusal _ -> e;
            };
        }
    }

    private TlObject edit(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.chat(me, request.objectAt("peer"));
        Message old = world.messages().get(chat.id(), request.intAt("id"));
        Message edited =
                world.messages().edit(chat.id(), me, old.id(), text(request), entities(me, request), old.keyboard());
        return updates.bundle(me, chat, told(caller, chat, new WorldEvent.MessageEdited(edited)));
    }

    private UpdateBox.Entry told(Caller caller, Chat chat, WorldEvent event) {
        caller.session().outgoing().tellInAnswer(event);
        return log.of(chat, caller.userId()).await(event);
    }

    private static String text(TlObject request) {
        String text = request.optionalText("message").orElse("");
        if (text.length() > MAX_TEXT) {
            throw RpcException.badRequest("MESSAGE_TOO_LONG");
        }
        return text;
    }

    private List<TextEntity> entities(long me, TlObject request) {
        return request.optionalList("entities").stream()
                .flatMap(List::stream)
                .map(TlObject.class::cast)
                .flatMap(entity -> EntityViews.parse(inputs, me, entity).stream())
                .toList();
    }
}
