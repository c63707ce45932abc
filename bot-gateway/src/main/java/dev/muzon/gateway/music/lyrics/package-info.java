/** The words of songs: {@code /lyrics}, and lines on the card that follow the song as it plays. */
@NullMarked
package dev.muzon.gateway.music.lyrics;

import org.jspecify.annotations.NullMarked;
