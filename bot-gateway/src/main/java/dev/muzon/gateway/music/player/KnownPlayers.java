package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The newest view of each chat's player that this process has seen, in an answer or in an event. A message that waited
 * for Telegram asks here whether it is still true.
 */
@Component
public class KnownPlayers {
    private static final int CHATS = 10_000;

    /** Longer than tracks can be brought back, and than most trouble lasts that people are told of. */
    private static final Duration FOLLOWED = Duration.ofMinutes(10);

    private static final Duration BELIEVED = Duration.ofHours(6);

    private static final Failure NONE_HAS_BEGUN = Failure.of(FailureCode.NO_VOICE_CHAT, "none has begun");

    private static final Failure HAS_ENDED = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was seen to end");

    private final Cache<PlayerId, PlayerView> newest =
            Caffeine.newBuilder().maximumSize(CHATS).build();
    private final Cache<PlayerId, Long> ended =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The track behind which autoplay found nothing. */
    private final Cache<PlayerId, Long> unfollowed =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    private final Cache<PlayerId, Integer> voiceChats =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /**
     * The last news of voice chats: true for a beginning, false for an end. News may be missed, so that none is believed for
     * long.
     */
    private final Cache<PlayerId, Boolean> on =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(CHATS).build();

    /** The players that were seen to wait for a voice chat, and nothing else since. */
    private final Cache<PlayerId, Boolean> waiting =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(CHATS).build();

    /** The assistants that were seen to be banned and not to be unbanned. */
    private final Cache<Banned, Boolean> banned =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(CHATS).build();

    private record Banned(PlayerId player, String assistant) {}

    private final Cache<PlayerId, Queue<Predicate<PlayerView>>> followers =
            Caffeine.newBuilder().expireAfterWrite(FOLLOWED).maximumSize(CHATS).build();

    /** Notes a view, unless a newer one is known. */
    public void saw(PlayerView view) {
        noteWaiting(view);
        newest.asMap().merge(view.id(), corrected(view), KnownPlayers::newer);
        unfollowed.asMap().computeIfPresent(view.id(), (_, epoch) -> isFollowed(view, epoch) ? null : epoch);
        Queue<Predicate<PlayerView>> following = followers.getIfPresent(view.id());
        if (following != null) {
            following.removeIf(enough -> enough.test(view));
        }
    }

    private void noteWaiting(PlayerView view) {
        CallStatus call = view.call();
        if (CallText.awaitsVoiceChat(view)) {
            waiting.put(view.id(), true);
        } else if (call == null || call.failure() != null || call.phase() == CallStatus.Phase.CONNECTED) {
            waiting.invalidate(view.id());
        }
    }

    /** Returns whether a player looks for a voice chat that nobody has begun since it waited for one. */
    private boolean looksForNone(PlayerView view, CallStatus call) {
        return call.phase() == CallStatus.Phase.JOINING
                && waiting.getIfPresent(view.id()) != null
                && !isVoiceChatOn(view.id());
    }

    /** Returns whether a track that ended in an epoch was brought back since. */
    public boolean isBack(PlayerId player, long epoch, QueueEntry entry) {
        return of(player).filter(view -> isBack(view, epoch, entry)).isPresent();
    }

    private static boolean isBack(PlayerView view, long epoch, QueueEntry entry) {
        return view.epoch() > epoch && Change.names(view, entry);
    }

    /** Does something once a track that ended in an epoch is brought back, at once when it is. */
    public void onceBack(PlayerId player, long epoch, QueueEntry entry, Runnable work) {
        follow(player, view -> {
            boolean back = isBack(view, epoch, entry);
            if (back) {
                work.run();
            }
            return back;
        });
    }

    /**
     * Shows what is known of a player and each view of the next minutes to somebody.
     *
     * @param enough returns whether that was the last one to show
     */
    public void follow(PlayerId player, Predicate<PlayerView> enough) {
        followers.asMap().compute(player, (_, others) -> {
            Queue<Predicate<PlayerView>> all = others == null ? new ConcurrentLinkedQueue<>() : others;
            all.add(enough);
            return all;
        });
        of(player).ifPresent(this::saw);
    }

    /** Returns the newest view of a chat. Empty when none was seen, for example after a restart. */
    public Optional<PlayerView> of(PlayerId player) {
        return Optional.ofNullable(newest.getIfPresent(player)).map(this::corrected);
    }

    /** Returns the newer one of this view and what is known. */
    public PlayerView newest(PlayerView view) {
        return corrected(of(view.id()).map(known -> newer(known, view)).orElse(view));
    }

    /** Notes that the track of an epoch is over. */
    public void ended(PlayerId player, long epoch) {
        ended.asMap().merge(player, epoch, Math::max);
    }

    /** Returns whether the track of an epoch is known to be over: it ended, or the player is past it. */
    public boolean isOver(PlayerId player, long epoch) {
        Long over = ended.getIfPresent(player);
        return (over != null && over >= epoch)
                || of(player).filter(it -> it.epoch() > epoch).isPresent();
    }

    /** Returns whether a track after the last one that ended is known to play or to be on its way. */
    public boolean hasGoneOn(PlayerId player) {
        Long over = ended.getIfPresent(player);
        return over != null
                && of(player)
                        .filter(it -> it.current() != null && it.epoch() > over)
                        .isPresent();
    }

    /** Notes that autoplay found no song. People hear of it when the music ends, and only if nobody brings another. */
    public void foundNothing(PlayerId player) {
        of(player)
                .filter(view -> !isFollowed(view, view.epoch()))
                .ifPresent(view -> unfollowed.put(player, view.epoch()));
    }

    /** Returns whether autoplay found no song behind the last track. */
    public boolean nothingFollows(PlayerId player) {
        return unfollowed.getIfPresent(player) != null;
    }

    private static boolean isFollowed(PlayerView view, long epoch) {
        return !view.queue().autoplay() || view.queue().size() > 0 || (view.current() != null && view.epoch() > epoch);
    }

    /**
     * Returns a view with what is known better of its trouble. A player that somebody has paused looks for no voice chat,
     * so that it keeps saying that there is none. One that looks for it once more does not know yet that there still is none.
     * One whose assistant was banned knows of a removal only, and one whose voice chat ended of a lost connection.
     */
    public PlayerView corrected(PlayerView view) {
        CallStatus call = view.call();
        Failure told = call == null ? null : call.failure();
        if (call == null) {
            return view;
        }
        boolean lost = call.phase() == CallStatus.Phase.RECONNECTING && !(told instanceof Failure.UserError);
        if (lost && hasEnded(view.id())) {
            return with(new CallStatus(call.phase(), HAS_ENDED), view);
        }
        if (told == null) {
            return looksForNone(view, call) ? with(new CallStatus(call.phase(), NONE_HAS_BEGUN), view) : view;
        }
        if (view.pause() != null && CallText.awaitsVoiceChat(view) && isVoiceChatOn(view.id())) {
            return with(new CallStatus(call.phase(), null), view);
        }
        Failure known = corrected(view.id(), told);
        return known.equals(told) ? view : with(new CallStatus(call.phase(), known), view);
    }

    /** Returns the ban that the removal of an assistant is known to have been, else the same failure. */
    public Failure corrected(PlayerId player, Failure told) {
        boolean ban = told.code() == FailureCode.ASSISTANT_REMOVED
                && told instanceof Failure.UserError removed
                && removed.args().get("assistant") instanceof FailureArgument.Text(String name)
                && banned.getIfPresent(new Banned(player, name)) != null;
        return ban ? Failure.of(FailureCode.ASSISTANT_BANNED, told.detail(), ((Failure.UserError) told).args()) : told;
    }

    private static PlayerView with(CallStatus call, PlayerView view) {
        return new PlayerView(
                view.chat(),
                view.epoch(),
                view.revision(),
                view.state(),
                view.current(),
                view.position(),
                view.at(),
                view.volume(),
                view.upcoming(),
                view.queue(),
                call,
                view.sound(),
                view.onAir(),
                view.pause());
    }

    /** Notes that an assistant was banned in the group of a player, and shows the player to its followers again. */
    public void banned(PlayerId player, String assistant) {
        banned.put(new Banned(player, assistant), true);
        of(player).ifPresent(this::saw);
    }

    /** Notes that an assistant may come into the group of a player, or is there. Its followers see the player again. */
    public void unbanned(PlayerId player, String assistant) {
        banned.invalidate(new Banned(player, assistant));
        of(player).ifPresent(this::saw);
    }

    /** Notes that the voice chat in the group of a player ended. */
    public void voiceChatEnded(PlayerId player) {
        on.put(player, false);
    }

    /** Notes that a voice chat began in the group of a player. Its followers see the player again. */
    public void voiceChatBegan(PlayerId player) {
        on.put(player, true);
        waiting.invalidate(player);
        voiceChats.asMap().merge(player, 1, Integer::sum);
        of(player).ifPresent(this::saw);
    }

    /** Returns whether a voice chat was seen to begin in the group of a player, and not to end. */
    public boolean isVoiceChatOn(PlayerId player) {
        return Boolean.TRUE.equals(on.getIfPresent(player));
    }

    /** Returns whether a voice chat was seen to end in the group of a player, and none to begin since. */
    public boolean hasEnded(PlayerId player) {
        return Boolean.FALSE.equals(on.getIfPresent(player));
    }

    /** Returns how many voice chats are known to have begun. Once it differs, another one is on. */
    public int voiceChats(PlayerId player) {
        return voiceChats.get(player, _ -> 0);
    }

    /** Compares revisions, which older players do not announce, then times. */
    private static PlayerView newer(PlayerView known, PlayerView other) {
        boolean numbered = known.revision() > 0 && other.revision() > 0 && known.revision() != other.revision();
        boolean older =
                numbered ? other.revision() < known.revision() : other.at().isBefore(known.at());
        return older ? known : other;
    }
}
