/** The ordered steps before every command runs. */
@NullMarked
package dev.muzon.gateway.bot.middleware;

import org.jspecify.annotations.NullMarked;
