/** One thin actor per chat that carries out what its player and its call decide, and who owns which chat. */
@NullMarked
package dev.muzon.voice.session;

import org.jspecify.annotations.NullMarked;
