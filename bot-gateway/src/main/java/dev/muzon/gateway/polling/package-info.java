/** Receives updates as the one poller of the bot, and confirms each only after its work is safe. */
@NullMarked
package dev.muzon.gateway.polling;

import org.jspecify.annotations.NullMarked;
