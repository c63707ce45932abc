package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Speech to text, as Telegram does it: first an answer that it has started, then an update with the text. */
public final class TranscriptionMethods implements RpcMethods {
    private static final Set<Media.Kind> SPOKEN = Set.of(Media.Kind.VOICE, Media.Kind.VIDEO_NOTE);

    private final World world;
    private final InputPeers inputs;
    private final UpdateViews updates;
    private final Transcripts transcripts;

    public TranscriptionMethods(World world, InputPeers inputs, UpdateViews updates, Transcripts transcripts) {
        this.world = world;
        this.inputs = inputs;
        this.updates = updates;
        this.transcripts = transcripts;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of("messages.transcribeAudio", this::transcribe);
    }

    private TlObject transcribe(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = InputPeers.readable(inputs.chat(me, request.objectAt("peer")), me);
        int messageId = request.intAt("msg_id");
        Media media = world.messages().get(chat.id(), messageId).media();
        if (media == null || !SPOKEN.contains(media.kind())) {
            throw RpcException.badRequest("MSG_VOICE_MISSING");
        }
        long transcriptionId = media.file().id();
        String text =
                transcripts.find(media.file().id()).orElseThrow(() -> RpcException.badRequest("TRANSCRIPTION_FAILED"));
        TlObject finished = TlObject.of("updateTranscribedAudio")
                .with("peer", PeerViews.peer(me, chat))
                .with("msg_id", messageId)
                .with("transcription_id", transcriptionId)
                .with("text", text);
        // Held back by the session until the answer below is out.
        caller.session().outgoing().push(updates.bundle(List.of(finished), updates.mentioned(me, chat)));
        return TlObject.of("messages.transcribedAudio")
                .flag("pending", true)
                .with("transcription_id", transcriptionId)
                .with("text", "");
    }
}
