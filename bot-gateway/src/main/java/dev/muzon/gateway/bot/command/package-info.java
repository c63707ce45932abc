/** The commands as declared definitions: registry, menu and /help. */
@NullMarked
package dev.muzon.gateway.bot.command;

import org.jspecify.annotations.NullMarked;
