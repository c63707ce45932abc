/** A YouTube of tests, as the real yt-dlp and deno need it: sound behind the riddles of a player's script. */
@NullMarked
package dev.muzon.testkit.youtube;

import org.jspecify.annotations.NullMarked;
