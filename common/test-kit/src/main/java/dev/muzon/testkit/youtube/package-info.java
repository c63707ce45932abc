/** A YouTube of tests: what the real yt-dlp and deno ask for, with sound behind the riddles of a player's script. */
@NullMarked
package dev.muzon.testkit.youtube;

import org.jspecify.annotations.NullMarked;
