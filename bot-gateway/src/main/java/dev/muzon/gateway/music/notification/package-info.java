/** Events of the music, told to their chats. */
@NullMarked
package dev.muzon.gateway.music.notification;

import org.jspecify.annotations.NullMarked;
