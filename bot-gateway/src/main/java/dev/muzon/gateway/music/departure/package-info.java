/** The end of the music in chats that the bot leaves, and its move to the supergroup that a group became. */
@NullMarked
package dev.muzon.gateway.music.departure;

import org.jspecify.annotations.NullMarked;
