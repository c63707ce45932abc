/** The suite's user accounts, as far as the bot has to know them. */
@NullMarked
package dev.muzon.gateway.bot.assistant;

import org.jspecify.annotations.NullMarked;
