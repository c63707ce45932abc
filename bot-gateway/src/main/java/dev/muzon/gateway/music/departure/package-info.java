/** The end of the music in chats that the bot leaves, and its move to a new supergroup. */
@NullMarked
package dev.muzon.gateway.music.departure;

import org.jspecify.annotations.NullMarked;
