/** The files of songs: {@code /song}, and the button for it on the card. */
@NullMarked
package dev.muzon.gateway.music.song;

import org.jspecify.annotations.NullMarked;
