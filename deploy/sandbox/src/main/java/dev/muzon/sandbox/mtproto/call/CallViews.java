package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.peer.PeerList;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceParticipant;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Voice chats and their participants as one user sees them. */
final class CallViews {
    private static final int VIDEOS = 30;

    private CallViews() {}

    static TlObject input(VoiceChat voiceChat) {
        return TlObject.of("inputGroupCall").with("id", voiceChat.id()).with("access_hash", voiceChat.accessHash());
    }

    /**
     * Renders a voice chat.
     *
     * @param manages whether the viewer may change it
     */
    static TlObject call(VoiceChat voiceChat, boolean manages) {
        Instant ended = voiceChat.ended();
        if (ended != null) {
            return TlObject.of("groupCallDiscarded")
                    .with("id", voiceChat.id())
                    .with("access_hash", voiceChat.accessHash())
                    .with("duration", (int)
                            Duration.between(voiceChat.started(), ended).toSeconds());
        }
        Instant scheduled = voiceChat.rules().scheduledFor();
        return TlObject.of("groupCall")
                .flag("join_muted", voiceChat.rules().joinMuted())
                .flag("can_change_join_muted", manages)
                .flag("rtmp_stream", voiceChat.rules().livestream())
                .with("schedule_date", scheduled == null ? null : PeerViews.seconds(scheduled))
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
                .with("call", call(voiceChat, manages(viewerId, chat)));
    }

    static boolean manages(long viewerId, Chat chat) {
        return chat.member(viewerId).may(Right.MANAGE_VIDEO_CHATS);
    }

    /** Renders a change of a participant. All are versioned, because every change raises the version here. */
    static TlObject participantUpdate(long viewerId, VoiceChat voiceChat, VoiceParticipant participant, Change change) {
        TlObject view = participant(viewerId, participant)
                .flag("versioned", true)
                .flag("just_joined", change == Change.JOINED)
                .flag("left", change == Change.LEFT || change == Change.FORGOTTEN);
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
