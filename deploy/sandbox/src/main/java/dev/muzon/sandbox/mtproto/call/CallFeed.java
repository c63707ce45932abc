package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceParticipant;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import dev.muzon.sandbox.world.WorldListener;
import java.util.List;

/** The news of a group's voice chat for its members. */
final class CallFeed implements WorldListener {
    private final World world;
    private final UpdateViews updates;
    private final Sessions sessions;

    CallFeed(World world, UpdateViews updates, Sessions sessions) {
        this.world = world;
        this.updates = updates;
        this.sessions = sessions;
    }

    @Override
    public void on(WorldEvent event) {
        switch (event) {
            case WorldEvent.VoiceChatChanged(var voiceChat) -> changed(voiceChat);
            case VoiceParticipantChanged(var voiceChat, var participant, var change) ->
                participantChanged(voiceChat, participant, change);
            default -> {
                // The rest is not about voice chats.
            }
        }
    }

    private void changed(VoiceChat voiceChat) {
        Chat chat = world.chats().get(voiceChat.chatId());
        for (Member member : chat.present()) {
            long viewer = member.userId();
            if (sessions.reaches(viewer)) {
                sessions.pushToUser(
                        viewer,
                        updates.bundle(
                                List.of(CallViews.callUpdate(viewer, chat, voiceChat)),
                                updates.mentioned(viewer, chat)));
            }
        }
    }

    private void participantChanged(VoiceChat voiceChat, VoiceParticipant participant, Change change) {
        Chat chat = world.chats().get(voiceChat.chatId());
        if (!voiceChat.active()) {
            return; // the end of the whole is told instead
        }
        for (Member member : chat.present()) {
            long viewer = member.userId();
            // They find out by asking, for which Telegram has phone.checkGroupCall.
            boolean unaware = change == Change.FORGOTTEN && viewer == participant.userId();
            if (!unaware && sessions.reaches(viewer)) {
                sessions.pushToUser(
                        viewer,
                        updates.bundle(
                                List.of(CallViews.participantUpdate(viewer, voiceChat, participant, change)),
                                updates.mentioned(viewer, chat).user(participant.userId())));
            }
        }
    }
}
