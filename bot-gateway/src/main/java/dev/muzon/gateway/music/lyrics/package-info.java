/** The words of songs: {@code /lyrics}, and a message that follows the song as it plays. */
@NullMarked
package dev.muzon.gateway.music.lyrics;

import org.jspecify.annotations.NullMarked;
