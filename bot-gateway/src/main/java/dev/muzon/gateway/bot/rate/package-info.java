/** Sliding-window rate limits on a clock that never steps back. */
@NullMarked
package dev.muzon.gateway.bot.rate;

import org.jspecify.annotations.NullMarked;
