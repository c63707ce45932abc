/** Lends the bot's access to Telegram files to the other services. */
@NullMarked
package dev.muzon.gateway.file;

import org.jspecify.annotations.NullMarked;
