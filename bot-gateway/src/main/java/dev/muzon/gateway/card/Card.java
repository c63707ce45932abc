package dev.muzon.gateway.card;

import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;

/**
 * A chat's latest card.
 *
 * @param current what it is about, the player's current entry
 * @param player as of the latest news
 * @param over the track has ended, Telegram may not know yet
 */
record Card(int messageId, QueueEntry current, PlayerView player, boolean over) {
    static Card of(int messageId, QueueEntry current, PlayerView player) {
        return new Card(messageId, current, player, false);
    }

    long chatId() {
        return player.chat().id();
    }

    Card with(PlayerView newer) {
        return new Card(messageId, current, newer, over);
    }

    Card ended() {
        return new Card(messageId, current, player, true);
    }

    boolean playing() {
        return player.state() == PlayerState.PLAYING;
    }

    /** Whether nothing but the queue behind the track is another now. */
    boolean differsInQueueOnly(PlayerView newer) {
        return doesTheSame(newer) && !player.upcoming().equals(newer.upcoming());
    }

    /** Whether there is nothing new to draw, not even progress. */
    boolean looksLike(PlayerView newer) {
        return !playing() && doesTheSame(newer) && player.upcoming().equals(newer.upcoming());
    }

    private boolean doesTheSame(PlayerView newer) {
        return player.state() == newer.state() && player.volume() == newer.volume();
    }

    /** Whether the player is at the same place of its queue. */
    boolean shows(QueueEntry entry) {
        return current.id().equals(entry.id());
    }
}
