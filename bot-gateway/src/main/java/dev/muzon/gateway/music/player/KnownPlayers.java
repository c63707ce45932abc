package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * The newest view of each chat's player that this process has seen, in an answer or in an event. A message that waited
 * for Telegram asks here whether it is still true.
 */
@Component
public class KnownPlayers {
    private static final int CHATS = 10_000;

    /** The time in which voice-call-service can bring tracks back. */
    private static final Duration UNDO = Duration.ofMinutes(2);

    private final Cache<PlayerId, PlayerView> newest =
            Caffeine.newBuilder().maximumSize(CHATS).build();
    private final Cache<PlayerId, Long> ended =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The track behind which autoplay found nothing. */
    private final Cache<PlayerId, Long> unfollowed =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    private final Cache<PlayerId, Integer> voiceChats =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    private final Cache<PlayerId, Queue<Comeback>> comebacks =
            Caffeine.newBuilder().expireAfterWrite(UNDO).maximumSize(CHATS).build();

    /** Work for the moment in which a track is back that was taken away. */
    private record Comeback(long epoch, QueueEntry entry, Runnable work) {
        boolean isIn(PlayerView view) {
            return view.epoch() > epoch && Change.names(view, entry);
        }
    }

    /** Notes a view, unless a newer one is known. */
    public void saw(PlayerView view) {
        newest.asMap().merge(view.id(), view, KnownPlayers::newer);
        unfollowed.asMap().computeIfPresent(view.id(), (_, epoch) -> isFollowed(view, epoch) ? null : epoch);
        Queue<Comeback> awaited = comebacks.getIfPresent(view.id());
        if (awaited != null) {
            awaited.removeIf(comeback -> {
                boolean back = comeback.isIn(view);
                if (back) {
                    comeback.work().run();
                }
                return back;
            });
        }
    }

    /** Returns whether a track that ended in an epoch was brought back since. */
    public boolean isBack(PlayerId player, long epoch, QueueEntry entry) {
        return of(player).filter(new Comeback(epoch, entry, () -> {})::isIn).isPresent();
    }

    /** Does something once a track that ended in an epoch is brought back, at once when it is. */
    public void onceBack(PlayerId player, long epoch, QueueEntry entry, Runnable work) {
        comebacks.get(player, _ -> new ConcurrentLinkedQueue<>()).add(new Comeback(epoch, entry, work));
        of(player).ifPresent(this::saw);
    }

    /** Returns the newest view of a chat. Empty when none was seen, for example after a restart. */
    public Optional<PlayerView> of(PlayerId player) {
        return Optional.ofNullable(newest.getIfPresent(player));
    }

    /** Returns the newer one of this view and what is known. */
    public PlayerView newest(PlayerView view) {
        return of(view.id()).map(known -> newer(known, view)).orElse(view);
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

    /** Notes that a voice chat began in the group of a player. */
    public void voiceChatBegan(PlayerId player) {
        voiceChats.asMap().merge(player, 1, Integer::sum);
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
