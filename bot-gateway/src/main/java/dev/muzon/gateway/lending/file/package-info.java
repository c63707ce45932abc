/** The bot's access to Telegram files, lent to the other services. */
@NullMarked
package dev.muzon.gateway.lending.file;

import org.jspecify.annotations.NullMarked;
