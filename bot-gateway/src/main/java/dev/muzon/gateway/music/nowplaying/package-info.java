/** The now-playing card and its buttons. */
@NullMarked
package dev.muzon.gateway.music.nowplaying;

import org.jspecify.annotations.NullMarked;
