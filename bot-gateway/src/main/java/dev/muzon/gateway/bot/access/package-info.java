/** The people and chats that the operator's settings admit. */
@NullMarked
package dev.muzon.gateway.bot.access;

import org.jspecify.annotations.NullMarked;
