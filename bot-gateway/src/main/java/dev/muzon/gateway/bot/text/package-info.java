/** Sentences that people read, in every language. */
@NullMarked
package dev.muzon.gateway.bot.text;

import org.jspecify.annotations.NullMarked;
