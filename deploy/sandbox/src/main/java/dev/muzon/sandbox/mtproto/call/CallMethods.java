package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.voice.VoiceServer;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceChatRules;
import dev.muzon.sandbox.world.VoiceParticipant;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import dev.muzon.sandbox.world.WorldException;
import dev.muzon.sandbox.world.WorldListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods that start, join, control and end voice chats. */
public final class CallMethods implements RpcMethods, WorldListener {
    private final World world;
    private final InputPeers inputs;
    private final PeerViews peers;
    private final UpdateViews updates;
    private final Clock clock;
    private final VoiceRooms rooms;
    private final CallFeed feed;

    public CallMethods(
            World world,
            InputPeers inputs,
            PeerViews peers,
            UpdateViews updates,
            Sessions sessions,
            VoiceServer voice,
            Clock clock) {
        this.world = world;
        this.inputs = inputs;
        this.peers = peers;
        this.updates = updates;
        this.clock = clock;
        this.rooms = new VoiceRooms(world, voice);
        this.feed = new CallFeed(world, updates, sessions);
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.ofEntries(
                Map.entry("phone.createGroupCall", this::create),
                Map.entry("phone.joinGroupCall", this::join),
                Map.entry("phone.leaveGroupCall", this::leave),
                Map.entry("phone.discardGroupCall", this::end),
                Map.entry("phone.getGroupCall", this::get),
                Map.entry("phone.getGroupParticipants", this::participants),
                Map.entry("phone.checkGroupCall", this::check),
                Map.entry("phone.editGroupCallParticipant", this::editParticipant),
                Map.entry("phone.editGroupCallTitle", this::editTitle),
                Map.entry("phone.toggleGroupCallSettings", this::changeSettings),
                Map.entry("phone.startScheduledGroupCall", this::startScheduled),
                Map.entry("phone.getGroupCallJoinAs", this::joinAs));
    }

    @Override
    public void on(WorldEvent event) {
        rooms.on(event);
        feed.on(event);
    }

    private TlObject create(Caller caller, TlObject request) {
        long me = caller.userId();
        Chat chat = inputs.chat(me, request.objectAt("peer"));
        if (chat.kind() == ChatKind.PRIVATE) {
            throw RpcException.badRequest("PEER_ID_INVALID");
        }
        String title = request.optionalText("title").orElse("");
        Optional<Integer> scheduled = request.optionalInt("schedule_date");
        if (scheduled.isPresent()) {
            return callChanged(me, world.voiceChats().schedule(chat.id(), me, title, future(scheduled.get())));
        }
        VoiceChatRules rules = request.has("rtmp_stream") ? VoiceChatRules.LIVESTREAM : VoiceChatRules.OPEN;
        return callChanged(me, world.voiceChats().start(chat.id(), me, title, rules));
    }

    private Instant future(int date) {
        Instant start = Instant.ofEpochSecond(date);
        if (!start.isAfter(clock.instant())) {
            throw RpcException.badRequest("SCHEDULE_DATE_INVALID");
        }
        return start;
    }

    private TlObject join(Caller caller, TlObject request) {
        long me = caller.userId();
        JoinPayload payload = JoinPayload.parse(request.objectAt("params").textAt("data"));
        boolean muted = request.has("muted");
        VoiceRooms.Joined joined = rooms.join(started(voiceChat(request)), me, payload, muted);
        Chat chat = chatOf(joined.voiceChat());
        TlObject connection = TlObject.of("updateGroupCallConnection")
                .with("params", TlObject.of("dataJSON").with("data", joined.transport()));
        // The client takes the connection for that of the call whose update comes next, and is in the call from then
        // on. So it hears of itself as a participant before.
        return updates.bundle(
                List.of(
                        connection,
                        CallViews.participantUpdate(me, joined.voiceChat(), joined.participant(), Change.JOINED),
                        CallViews.callUpdate(me, chat, joined.voiceChat())),
                updates.mentioned(me, chat));
    }

    private TlObject leave(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceParticipant old = participant(voiceChat(request), me);
        VoiceChat left = world.voiceChats().leave(voiceChat(request).id(), me);
        return participantChanged(me, left, old, Change.LEFT);
    }

    private TlObject end(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceChat voiceChat = voiceChat(request);
        if (!voiceChat.active()) {
            throw RpcException.badRequest("GROUPCALL_ALREADY_DISCARDED");
        }
        asManager(() -> world.voiceChats().end(voiceChat.id(), me));
        return callChanged(me, world.voiceChats().find(voiceChat.id()).orElseThrow());
    }

    private TlObject changeSettings(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceChat voiceChat = voiceChat(request);
        request.optionalBool("join_muted")
                .ifPresent(muted -> asManager(() -> world.voiceChats().setJoinMuted(voiceChat.id(), me, muted)));
        return callChanged(me, world.voiceChats().getActive(voiceChat.id()));
    }

    private TlObject startScheduled(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceChat voiceChat = voiceChat(request);
        if (voiceChat.rules().scheduledFor() == null) {
            throw RpcException.forbidden("GROUPCALL_ALREADY_STARTED");
        }
        asManager(() -> world.voiceChats().startScheduled(voiceChat.id(), me));
        return callChanged(me, world.voiceChats().getActive(voiceChat.id()));
    }

    private static VoiceChat started(VoiceChat voiceChat) {
        if (voiceChat.rules().scheduledFor() != null) {
            throw RpcException.forbidden("GROUPCALL_FORBIDDEN");
        }
        return voiceChat;
    }

    /** Runs a manager's action. Telegram names no missing right where a call is controlled. */
    private static void asManager(Runnable action) {
        try {
            action.run();
        } catch (WorldException e) {
            throw e.refusal() == Refusal.ADMIN_REQUIRED ? RpcException.forbidden("GROUPCALL_FORBIDDEN") : e;
        }
    }

    private TlObject get(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceChat voiceChat = voiceChat(request);
        return mentioned(me, voiceChat)
                .into(TlObject.of("phone.groupCall")
                        .with("call", CallViews.call(voiceChat, CallViews.manages(me, chatOf(voiceChat))))
                        .with("participants", CallViews.participants(me, voiceChat.participants()))
                        .with("participants_next_offset", ""));
    }

    private TlObject participants(Caller caller, TlObject request) {
        long me = caller.userId();
        VoiceChat voiceChat = voiceChat(request);
        List<Long> ids = request.listAt("ids", TlObject.class).stream()
                .map(input -> inputs.user(me, input).id())
                .toList();
        List<Integer> sources = request.listAt("sources", Integer.class);
        boolean everyone = ids.isEmpty() && sources.isEmpty();
        List<VoiceParticipant> found = voiceChat.participants().stream()
                .filter(one -> everyone || ids.contains(one.userId()) || sources.contains(one.source()))
                .toList();
        return mentioned(me, voiceChat)
                .into(TlObject.of("phone.groupParticipants")
                        .with("count", voiceChat.participants().size())
                        .with("participants", CallViews.participants(me, found))
                        .with("next_offset", "")
                        .with("version", voiceChat.version()));
    }

    /** Names the sources that the server still knows as the caller's. */
    private List<Integer> check(Caller caller, TlObject request) {
        VoiceParticipant me = participant(voiceChat(request), caller.userId());
        return request.listAt("sources", Integer.class).stream()
                .filter(source -> source == me.source())
                .toList();
    }

    private TlObject editParticipant(Caller caller, TlObject request) {
        long me = caller.userId();
        long callId = voiceChat(request).id();
        long target = inputs.user(me, request.objectAt("participant")).id();
        request.optionalBool("muted")
                .ifPresent(muted -> asManager(() -> world.voiceChats().setMuted(callId, me, target, muted)));
        request.optionalInt("volume").ifPresent(volume -> {
            if (volume < 1 || volume > VoiceParticipant.LOUDEST) {
                throw RpcException.badRequest("USER_VOLUME_INVALID");
            }
            asManager(() -> world.voiceChats().setVolume(callId, me, target, volume));
        });
        VoiceChat now = world.voiceChats().getActive(callId);
        return participantChanged(me, now, participant(now, target), Change.UPDATED);
    }

    private TlObject editTitle(Caller caller, TlObject request) {
        long me = caller.userId();
        long callId = voiceChat(request).id();
        world.voiceChats().rename(callId, me, request.textAt("title"));
        return callChanged(me, world.voiceChats().getActive(callId));
    }

    private TlObject joinAs(Caller caller, TlObject request) {
        long me = caller.userId();
        return new PeerList(peers, me)
                .user(me)
                .into(TlObject.of("phone.joinAsPeers").with("peers", List.of(PeerViews.userPeer(me))));
    }

    private VoiceChat voiceChat(TlObject request) {
        TlObject call = request.objectAt("call");
        return world.voiceChats()
                .find(call.longAt("id"))
                .filter(found -> found.accessHash() == call.longAt("access_hash"))
                .orElseThrow(() -> RpcException.badRequest("GROUPCALL_INVALID"));
    }

    private static VoiceParticipant participant(VoiceChat voiceChat, long userId) {
        if (!voiceChat.active()) {
            throw RpcException.forbidden("GROUPCALL_FORBIDDEN");
        }
        return voiceChat.participant(userId).orElseThrow(() -> RpcException.badRequest("GROUPCALL_JOIN_MISSING"));
    }

    private Chat chatOf(VoiceChat voiceChat) {
        return world.chats().get(voiceChat.chatId());
    }

    private PeerList mentioned(long me, VoiceChat voiceChat) {
        return CallViews.mention(updates.mentioned(me, chatOf(voiceChat)), voiceChat.participants());
    }

    private TlObject callChanged(long me, VoiceChat voiceChat) {
        Chat chat = chatOf(voiceChat);
        return updates.bundle(List.of(CallViews.callUpdate(me, chat, voiceChat)), updates.mentioned(me, chat));
    }

    private TlObject participantChanged(long me, VoiceChat voiceChat, VoiceParticipant participant, Change change) {
        return updates.bundle(
                List.of(CallViews.participantUpdate(me, voiceChat, participant, change)),
                updates.mentioned(me, chatOf(voiceChat)).user(participant.userId()));
    }
}
