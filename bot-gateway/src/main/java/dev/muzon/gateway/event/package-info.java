/** Tells chats what happened to their music. */
@NullMarked
package dev.muzon.gateway.event;

import org.jspecify.annotations.NullMarked;
