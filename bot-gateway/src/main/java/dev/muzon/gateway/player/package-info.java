/** Asks the player of a chat. */
@NullMarked
package dev.muzon.gateway.player;

import org.jspecify.annotations.NullMarked;
