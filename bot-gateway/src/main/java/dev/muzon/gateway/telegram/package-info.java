/** The Bot API as the rest of the gateway sees it, and the only place that knows telegrambots. */
@NullMarked
package dev.muzon.gateway.telegram;

import org.jspecify.annotations.NullMarked;
