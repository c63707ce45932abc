/** Events of the music, told to their chats. */
@NullMarked
package dev.muzon.gateway.event;

import org.jspecify.annotations.NullMarked;
