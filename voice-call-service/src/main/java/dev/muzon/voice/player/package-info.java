/** What a chat listens to: queue, current track, position, epoch, volume. Plain Java: no threads, no clock of its own. */
@NullMarked
package dev.muzon.voice.player;

import org.jspecify.annotations.NullMarked;
