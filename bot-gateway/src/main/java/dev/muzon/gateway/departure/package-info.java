/** What is left to do when the bot leaves a chat or the chat itself moves. */
@NullMarked
package dev.muzon.gateway.departure;

import org.jspecify.annotations.NullMarked;
