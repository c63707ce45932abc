/** The music that can be played here, told to people. */
@NullMarked
package dev.muzon.gateway.music.playable;

import org.jspecify.annotations.NullMarked;
