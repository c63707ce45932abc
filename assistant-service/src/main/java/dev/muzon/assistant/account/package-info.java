/**
 * The assistant's user accounts: each under a lease of its own, started, failing and recovering alone. What Telegram's
 * library is, only the adapter behind {@link dev.muzon.assistant.account.TelegramSession} knows.
 */
@NullMarked
package dev.muzon.assistant.account;

import org.jspecify.annotations.NullMarked;
