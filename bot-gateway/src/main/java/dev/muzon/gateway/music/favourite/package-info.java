/** The songs that people keep for themselves: {@code /fav}, {@code /favs} and {@code /unfav}. */
@NullMarked
package dev.muzon.gateway.music.favourite;

import org.jspecify.annotations.NullMarked;
