package dev.muzon.sandbox.mtproto.call;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.voice.VoiceServer;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceParticipant;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import dev.muzon.sandbox.world.WorldListener;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The link between the voice server and the participants of the voice chats. It follows changes from clients here and
 * from the page. The lock makes the late news that somebody left harmless when they are back already.
 */
final class VoiceRooms implements WorldListener {
    /** The answer that makes a client fetch the sound in pieces, because there is nothing to connect to. */
    private static final String LIVESTREAM = "{\"stream\":true,\"rtmp\":true}";

    private final World world;
    private final VoiceServer voice;
    private final ReentrantLock lock = new ReentrantLock();

    VoiceRooms(World world, VoiceServer voice) {
        this.world = world;
        this.voice = voice;
    }

    /** The result of a join: the voice chat after it, and how the client connects. */
    record Joined(VoiceChat voiceChat, VoiceParticipant participant, String transport) {}

    Joined join(VoiceChat voiceChat, long userId, JoinPayload payload, boolean muted) {
        lock.lock();
        try {
            VoiceChat joined = world.voiceChats().join(voiceChat.id(), userId, payload.source(), muted);
            follow(world.chats().get(joined.chatId()));
            VoiceParticipant participant = joined.participant(userId).orElseThrow();
            String transport = joined.rules().livestream() ? LIVESTREAM : connect(joined, userId, payload);
            if (participant.muted()) {
                voice.mute(joined.chatId(), userId, true);
            }
            return new Joined(joined, participant, transport);
        } finally {
            lock.unlock();
        }
    }

    private String connect(VoiceChat joined, long userId, JoinPayload payload) {
        try {
            return voice.join(joined.chatId(), userId, payload.json());
        } catch (IllegalArgumentException e) {
            world.voiceChats().leave(joined.id(), userId);
            throw RpcException.badRequest("DATA_JSON_INVALID");
        }
    }

    @Override
    public void on(WorldEvent event) {
        switch (event) {
            case VoiceParticipantChanged(var voiceChat, var participant, var change) ->
                changed(voiceChat, participant, change);
            case WorldEvent.VoiceChatChanged(var voiceChat) -> moved(voiceChat);
            case WorldEvent.MemberChanged(var chat, long _, var _, var member) -> {
                if (!world.chats().get(chat.id()).has(member.userId())) {
                    putOut(chat.id(), member.userId());
                }
            }
            default -> {
                // The rest is not about voice chats.
            }
        }
    }

    private void changed(VoiceChat voiceChat, VoiceParticipant participant, Change change) {
        lock.lock();
        try {
            switch (change) {
                case LEFT, FORGOTTEN -> leave(voiceChat, participant.userId());
                case UPDATED -> voice.mute(voiceChat.chatId(), participant.userId(), participant.muted());
                case JOINED -> {
                    // The transport was made when the client asked for it.
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void moved(VoiceChat voiceChat) {
        lock.lock();
        try {
            follow(world.chats().get(voiceChat.chatId()));
        } finally {
            lock.unlock();
        }
    }

    /** Brings the connections along that were made when a supergroup was a basic group. The news of it may come late. */
    private void follow(Chat chat) {
        Long basicGroup = chat.settings().upgradedFrom();
        if (basicGroup != null) {
            voice.move(basicGroup, chat.id());
        }
    }

    /** Removes somebody who left the group from its voice chat. */
    private void putOut(long chatId, long userId) {
        world.voiceChats()
                .activeIn(chatId)
                .filter(voiceChat -> voiceChat.participant(userId).isPresent())
                .ifPresent(voiceChat -> world.voiceChats().leave(voiceChat.id(), userId));
    }

    private void leave(VoiceChat voiceChat, long userId) {
        boolean back = world.voiceChats()
                .find(voiceChat.id())
                .flatMap(now -> now.participant(userId))
                .isPresent();
        if (!back) {
            voice.leave(voiceChat.chatId(), userId);
        }
    }
}
