package dev.muzon.sandbox.world;

import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged;
import dev.muzon.sandbox.world.WorldEvent.VoiceParticipantChanged.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The groups' voice chats and their participants. The voice server carries their sound. */
public final class VoiceChats {
    private final WorldLock lock;
    private final Chats chats;
    private final History history;
    private final Map<Long, VoiceChat> byId = new HashMap<>();

    VoiceChats(WorldLock lock, Chats chats, History history) {
        this.lock = lock;
        this.chats = chats;
        this.history = history;
    }

    /**
     * Starts a voice chat.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#VOICE_CHAT_ALREADY_ACTIVE},
     *     {@link Refusal#CHAT_UPGRADED}
     */
    public VoiceChat start(long chatId, long actorId, String title) {
        return start(chatId, actorId, title, VoiceChatRules.OPEN);
    }

    /** Does the same as {@link #start(long, long, String)}, with other rules from the beginning. */
    public VoiceChat start(long chatId, long actorId, String title, VoiceChatRules rules) {
        return lock.locked(() -> {
            var started = make(chatId, actorId, title, rules);
            history.announce(chats.get(chatId), actorId, new ServiceAction.VoiceChatStarted(started.id()));
            return started;
        });
    }

    /** Makes a voice chat that nobody can join before {@link #startScheduled}. Throws as {@link #start}. */
    public VoiceChat schedule(long chatId, long actorId, String title, Instant start) {
        return lock.locked(() -> make(chatId, actorId, title, VoiceChatRules.scheduled(start)));
    }

    private VoiceChat make(long chatId, long actorId, String title, VoiceChatRules rules) {
        var chat = chats.require(chatId, actorId, Right.MANAGE_VIDEO_CHATS);
        if (chat.settings().upgradedTo() != null) {
            throw new WorldException(Refusal.CHAT_UPGRADED);
        }
        if (activeIn(chatId).isPresent()) {
            throw new WorldException(Refusal.VOICE_CHAT_ALREADY_ACTIVE);
        }
        long id = lock.nextId();
        var made = put(new VoiceChat(id, WorldLock.hashOf(id), chatId, title, lock.now(), null, 1, List.of(), rules));
        lock.tell(new WorldEvent.VoiceChatChanged(made));
        return made;
    }

    /**
     * Starts a scheduled voice chat.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public VoiceChat startScheduled(long id, long actorId) {
        return lock.locked(() -> {
            var old = getActive(id);
            chats.require(old.chatId(), actorId, Right.MANAGE_VIDEO_CHATS);
            var started = put(new VoiceChat(
                    id,
                    old.accessHash(),
                    old.chatId(),
                    old.title(),
                    lock.now(),
                    null,
                    old.version(),
                    List.of(),
                    old.rules().started()));
            lock.tell(new WorldEvent.VoiceChatChanged(started));
            history.announce(chats.get(old.chatId()), actorId, new ServiceAction.VoiceChatStarted(id));
            return started;
        });
    }

    /**
     * Mutes new participants from now on, or no longer.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public VoiceChat setJoinMuted(long id, long actorId, boolean muted) {
        return lock.locked(() -> {
            var old = getActive(id);
            chats.require(old.chatId(), actorId, Right.MANAGE_VIDEO_CHATS);
            var changed = put(with(old, old.rules().joinMuted(muted)));
            lock.tell(new WorldEvent.VoiceChatChanged(changed));
            return changed;
        });
    }

    /**
     * Moves the voice chat of a basic group to its supergroup. Telegram documents nothing about it. Its apps for desktops
     * and Android take a running call along to the supergroup, so the id, the participants and their sound stay.
     */
    void move(long groupId, long supergroupId) {
        activeIn(groupId).ifPresent(old -> {
            var moved = put(new VoiceChat(
                    old.id(),
                    old.accessHash(),
                    supergroupId,
                    old.title(),
                    old.started(),
                    null,
                    old.version(),
                    old.participants(),
                    old.rules()));
            lock.tell(new WorldEvent.VoiceChatChanged(moved));
        });
    }

    /** Finds the voice chat of a group that is on or scheduled. */
    public Optional<VoiceChat> activeIn(long chatId) {
        return lock.locked(() -> byId.values().stream()
                .filter(one -> one.chatId() == chatId && one.active())
                .findFirst());
    }

    public Optional<VoiceChat> find(long id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /**
     * Returns a voice chat that has not ended.
     *
     * @throws WorldException {@link Refusal#VOICE_CHAT_NOT_FOUND}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public VoiceChat getActive(long id) {
        var found = find(id).orElseThrow(() -> new WorldException(Refusal.VOICE_CHAT_NOT_FOUND));
        if (!found.active()) {
            throw new WorldException(Refusal.VOICE_CHAT_ENDED);
        }
        return found;
    }

    /**
     * Renames a voice chat.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public void rename(long id, long actorId, String title) {
        lock.locked(() -> {
            var old = getActive(id);
            chats.require(old.chatId(), actorId, Right.MANAGE_VIDEO_CHATS);
            lock.tell(new WorldEvent.VoiceChatChanged(put(with(old, title, old.ended(), old.participants()))));
        });
    }

    /**
     * Ends a voice chat.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public void end(long id, long actorId) {
        lock.locked(() -> {
            var old = getActive(id);
            chats.require(old.chatId(), actorId, Right.MANAGE_VIDEO_CHATS);
            var now = lock.now();
            var ended = put(with(old, old.title(), now, List.of()));
            old.participants().forEach(gone -> lock.tell(new VoiceParticipantChanged(ended, gone, Change.LEFT)));
            lock.tell(new WorldEvent.VoiceChatChanged(ended));
            history.announce(
                    chats.get(old.chatId()),
                    actorId,
                    new ServiceAction.VoiceChatEnded(id, Duration.between(old.started(), now)));
        });
    }

    /**
     * Joins, or joins again with another ssrc.
     *
     * @param source the ssrc the client will send with
     * @throws WorldException {@link Refusal#VOICE_CHAT_ENDED}, {@link Refusal#SOURCE_TAKEN}, and as
     * {@link Chats#requirePresent}
     */
    public VoiceChat join(long id, long userId, int source, boolean muted) {
        return lock.locked(() -> {
            var old = getActive(id);
            chats.requirePresent(old.chatId(), userId);
            if (old.participants().stream().anyMatch(one -> one.source() == source && one.userId() != userId)) {
                throw new WorldException(Refusal.SOURCE_TAKEN);
            }
            boolean silenced = !chats.get(old.chatId()).member(userId).may(Right.MANAGE_VIDEO_CHATS)
                    && old.rules().silences(userId);
            var participant = new VoiceParticipant(
                    userId, source, muted || silenced, silenced, VoiceParticipant.FULL_VOLUME, lock.now());
            return replace(old, userId, participant, participant, Change.JOINED);
        });
    }

    /**
     * Leaves a voice chat, or is removed from it because the connection is dead.
     *
     * @throws WorldException {@link Refusal#NOT_IN_VOICE_CHAT}, {@link Refusal#VOICE_CHAT_ENDED}
     */
    public VoiceChat leave(long id, long userId) {
        return remove(id, userId, Change.LEFT);
    }

    /** Forgets a participant without a word to them. Throws as {@link #leave}. */
    public VoiceChat forget(long id, long userId) {
        return remove(id, userId, Change.FORGOTTEN);
    }

    /**
     * Mutes a participant. A user muted by an admin cannot unmute themselves, even after joining again.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED} and as {@link #leave}
     */
    public VoiceChat setMuted(long id, long actorId, long userId, boolean muted) {
        return lock.locked(() -> {
            var changed = update(id, actorId, userId, old -> {
                if (actorId == userId && old.silenced() && !muted) {
                    throw new WorldException(Refusal.ADMIN_REQUIRED);
                }
                return old.withMuted(muted, muted && (actorId != userId || old.silenced()));
            });
            return actorId == userId
                    ? changed
                    : put(with(changed, changed.rules().decided(userId, !muted)));
        });
    }

    /**
     * Makes someone louder or quieter for everyone.
     *
     * @param volume 1–20000
     * @throws WorldException as {@link #setMuted}
     */
    public VoiceChat setVolume(long id, long actorId, long userId, int volume) {
        return update(id, actorId, userId, old -> old.withVolume(Math.clamp(volume, 1, 20_000)));
    }

    private VoiceChat update(long id, long actorId, long userId, UnaryOperator<VoiceParticipant> change) {
        return lock.locked(() -> {
            var old = getActive(id);
            if (actorId != userId) {
                chats.require(old.chatId(), actorId, Right.MANAGE_VIDEO_CHATS);
            }
            var participant = change.apply(participant(old, userId));
            return replace(old, userId, participant, participant, Change.UPDATED);
        });
    }

    private VoiceChat remove(long id, long userId, Change change) {
        return lock.locked(() -> {
            var old = getActive(id);
            return replace(old, userId, null, participant(old, userId), change);
        });
    }

    private VoiceChat replace(
            VoiceChat old, long userId, @Nullable VoiceParticipant replacement, VoiceParticipant told, Change change) {
        var participants = new ArrayList<>(old.participants());
        participants.removeIf(one -> one.userId() == userId);
        if (replacement != null) {
            participants.add(replacement);
        }
        var changed = put(with(old, old.title(), old.ended(), participants));
        lock.tell(new VoiceParticipantChanged(changed, told, change));
        return changed;
    }

    private static VoiceParticipant participant(VoiceChat voiceChat, long userId) {
        return voiceChat.participant(userId).orElseThrow(() -> new WorldException(Refusal.NOT_IN_VOICE_CHAT));
    }

    private static VoiceChat with(
            VoiceChat old, String title, @Nullable Instant ended, List<VoiceParticipant> participants) {
        return new VoiceChat(
                old.id(),
                old.accessHash(),
                old.chatId(),
                title,
                old.started(),
                ended,
                old.version() + 1,
                participants,
                old.rules());
    }

    private static VoiceChat with(VoiceChat old, VoiceChatRules rules) {
        return new VoiceChat(
                old.id(),
                old.accessHash(),
                old.chatId(),
                old.title(),
                old.started(),
                old.ended(),
                old.version(),
                old.participants(),
                rules);
    }

    private VoiceChat put(VoiceChat voiceChat) {
        byId.put(voiceChat.id(), voiceChat);
        return voiceChat;
    }
}
