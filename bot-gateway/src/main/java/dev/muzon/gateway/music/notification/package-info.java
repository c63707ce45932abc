/** Tells chats what happened to their music. */
@NullMarked
package dev.muzon.gateway.music.notification;

import org.jspecify.annotations.NullMarked;
