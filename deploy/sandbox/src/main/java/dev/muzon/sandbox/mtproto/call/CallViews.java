package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceParticipant;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Voice chats and those in them as one user sees them. */
final class CallViews {
    private static final int VIDEOS = 30;

    private CallViews() {}

    static TlObject input(VoiceChat voiceChat) {
        return TlObject.of("inputGroupCall").with("id", voiceChat.id()).with("access_hash", voiceChat.accessHash());
    }

    static TlObject call(VoiceChat voiceChat) {
        Instant ended = voiceChat.ended();
        if (ended != null) {
            return TlObject.of("groupCallDiscarded")
                    .with("id", voiceChat.id())
                    .with("access_hash", voiceChat.accessHash())
                    .with("duration", (int)
                            Duration.between(voiceChat.started(), ended).toSeconds());
        }
        return TlObject.of("groupCall")
                .with("id", voiceChat.id())
                .with("access_hash", voiceChat.accessHash())
                .with("participants_count", voiceChat.participants().size())
                .with("title", voiceChat.title().isEmpty() ? null : voiceChat.title())
                .with("unmuted_video_limit", VIDEOS)
                .with("version", voiceChat.version());
    }

    static TlObject callUpdate(long viewerId, Chat chat, VoiceChat voiceChat) {
        return TlObject.of("updateGroupCall")
                .with("peer", PeerViews.peer(viewerId, chat))
                .with("call", call(voiceChat));
    }

    /** As every change raises the version here, every change is told as a versioned one. */
    static TlObject participantUpdate(long viewerId, VoiceChat voiceChat, VoiceParticipant participant, Change change) {
        TlObject view = participant(viewerId, participant)
                .flag("versioned", true)
                .flag("just_joined", change == Change.JOINED)
                .flag("left", change == Change.LEFT || change == Change.DROPPED);
        return TlObject.of("updateGroupCallParticipants")
                .with("call", input(voiceChat))
                .with("participants", List.of(view))
                .with("version", voiceChat.version());
    }

    static List<TlObject> participants(long viewerId, List<VoiceParticipant> participants) {
        return participants.stream().map(one -> participant(viewerId, one)).toList();
    }

    static PeerList mention(PeerList mentioned, List<VoiceParticipant> participants) {
        return mentioned.users(
                participants.stream().map(VoiceParticipant::userId).toList());
    }

    private static TlObject participant(long viewerId, VoiceParticipant participant) {
        return TlObject.of("groupCallParticipant")
                .flag("muted", participant.muted())
                .flag("can_self_unmute", participant.muted() && !participant.silenced())
                .flag("self", participant.userId() == viewerId)
                .with("peer", PeerViews.userPeer(participant.userId()))
                .with("date", PeerViews.seconds(participant.joined()))
                .with("source", participant.source())
                .with("volume", participant.volume());
    }
}
