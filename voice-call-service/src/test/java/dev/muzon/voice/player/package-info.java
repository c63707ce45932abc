/** Tests of the player's state machine. */
@NullMarked
package dev.muzon.voice.player;

import org.jspecify.annotations.NullMarked;
