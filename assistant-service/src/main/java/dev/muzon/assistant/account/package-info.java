/**
 * The assistant's user accounts. Each has its own lease and starts, fails and recovers alone. Only the adapter behind
 * {@link dev.muzon.assistant.account.TelegramSession} knows Telegram's library.
 */
@NullMarked
package dev.muzon.assistant.account;

import org.jspecify.annotations.NullMarked;
