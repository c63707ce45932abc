/** The messages of an account: what it hears, reads and writes. Only the adapter knows Telegram's library. */
@NullMarked
package dev.muzon.assistant.message;

import org.jspecify.annotations.NullMarked;
