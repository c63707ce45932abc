/** The bot account: commands, buttons, replies. */
@NullMarked
package dev.muzon.gateway;

import org.jspecify.annotations.NullMarked;
