/** Inline buttons: routing a press by its prefix. */
@NullMarked
package dev.muzon.gateway.bot.callback;

import org.jspecify.annotations.NullMarked;
