package dev.muzon.gateway.music.notification;

import dev.muzon.protocol.player.PlayerView;

/**
 * An answer that tells beside what was asked for what the music waits for.
 *
 * @param player the one that it tells of
 * @param words in Telegram's HTML
 * @param rest the words without the trouble, and without what has changed by the time when it is over
 */
record TroubledAnswer(PlayerView player, String words, String rest) {}
