package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.player.ModeSigns;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat's latest card.
 *
 * @param thread the topic of its message, null for General and for chats without topics
 * @param current the track it is about: the player's current entry
 * @param player as of the latest news
 * @param over whether the track has ended, which Telegram may not know yet
 * @param version counts the changes, so that of two replicas only one makes the next
 */
record Card(
        int messageId, @Nullable Integer thread, QueueEntry current, PlayerView player, boolean over, long version) {
    /** Two views that differ by less in position draw the same card. */
    private static final Duration SAME_POSITION = Duration.ofSeconds(2);

    /** @param place of the message, in the player's chat */
    static Card of(int messageId, Destination place, QueueEntry current, PlayerView player) {
        return new Card(messageId, place.thread(), current, player, false, 0);
    }

    long chatId() {
        return player.chat().id();
    }

    Card with(PlayerView newer) {
        QueueEntry now = newer.current();
        return new Card(messageId, thread, now != null && shows(now) ? now : current, newer, over, version);
    }

    /** Returns the player as it is known, with its call in trouble. A pause stays, because the music does not go on. */
    PlayerView interrupted(@Nullable Failure why) {
        return new PlayerView(
                player.chat(),
                player.epoch(),
                player.revision(),
                player.pause() == null ? PlayerState.RECONNECTING : PlayerState.PAUSED,
                current,
                player.position(),
                player.at(),
                player.volume(),
                player.upcoming(),
                player.queue(),
                new CallStatus(CallStatus.Phase.RECONNECTING, why),
                player.sound(),
                player.onAir(),
                player.pause());
    }

    Card ended() {
        return new Card(messageId, thread, current, player, true, version);
    }

    /** Returns the same content as the successor of a stored card. */
    Card after(Card stored) {
        return new Card(messageId, thread, current, player, over, stored.version + 1);
    }

    boolean playing() {
        return player.state() == PlayerState.PLAYING;
    }

    /** Returns whether this is older news than the card has. */
    boolean isAheadOf(PlayerView other) {
        return other.epoch() == player.epoch() ? isOlder(other) : other.epoch() < player.epoch();
    }

    /** Compares revisions, which older players do not announce, else times. */
    private boolean isOlder(PlayerView other) {
        boolean numbered = other.revision() > 0 && player.revision() > 0;
        return numbered ? other.revision() < player.revision() : other.at().isBefore(player.at());
    }

    /** Returns whether only the queue behind the track has changed, or the song within it. */
    boolean differsInDetailOnly(PlayerView newer) {
        boolean moreToSay = !player.queue().equals(newer.queue()) || !isOnAir(newer);
        return doesTheSame(newer) && moreToSay;
    }

    /** Returns whether there is nothing new to draw, not even progress. */
    boolean looksLike(PlayerView newer) {
        return !playing() && agreesWith(newer);
    }

    /** Returns whether the card is right as it is and only its progress moves on. */
    boolean agreesWith(PlayerView newer) {
        Duration apart = player.positionAt(newer.at()).minus(newer.position()).abs();
        return doesTheSame(newer)
                && player.epoch() == newer.epoch()
                && player.queue().size() == newer.queue().size()
                && isOnAir(newer)
                && apart.compareTo(SAME_POSITION) <= 0;
    }

    private boolean doesTheSame(PlayerView newer) {
        return player.state() == newer.state()
                && player.volume() == newer.volume()
                && saysTheSame(newer)
                && isAsLong(newer)
                && playsTheSameWay(newer);
    }

    /** Returns whether the length on the card is right. One that was guessed may turn out to be another. */
    private boolean isAsLong(PlayerView newer) {
        QueueEntry now = newer.current();
        return now == null
                || !shows(now)
                || Objects.equals(current.track().duration(), now.track().duration());
    }

    private boolean isOnAir(PlayerView newer) {
        return Objects.equals(player.onAir(), newer.onAir());
    }

    private boolean playsTheSameWay(PlayerView newer) {
        return ModeSigns.of(player, Language.ENGLISH).equals(ModeSigns.of(newer, Language.ENGLISH));
    }

    /** Compares what the card says of the call and of a pause, which is nothing while music plays. */
    private boolean saysTheSame(PlayerView newer) {
        return playing()
                || (Objects.equals(player.call(), newer.call()) && Objects.equals(player.pause(), newer.pause()));
    }

    /** Returns whether the player is at the same place of its queue. */
    boolean shows(QueueEntry entry) {
        return current.id().equals(entry.id());
    }
}
