/** The player of one chat: queue, current track, position, epoch, volume. Plain Java without threads. */
@NullMarked
package dev.muzon.voice.player;

import org.jspecify.annotations.NullMarked;
