/** The calls and the players: queue, position, volume, streaming. */
@NullMarked
package dev.muzon.voice;

import org.jspecify.annotations.NullMarked;
