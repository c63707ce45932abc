/** Messages to Telegram: ranked per chat, within its limits, patient through floods and outages. */
@NullMarked
package dev.muzon.gateway.bot.outbox;

import org.jspecify.annotations.NullMarked;
