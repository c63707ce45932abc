/** Work that has to wait without keeping a thread. */
@NullMarked
package dev.muzon.gateway.bot.later;

import org.jspecify.annotations.NullMarked;
