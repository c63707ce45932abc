/** The posts of channels as an account joins, reads and hears them. Only the adapter knows Telegram's library. */
@NullMarked
package dev.muzon.assistant.post;

import org.jspecify.annotations.NullMarked;
