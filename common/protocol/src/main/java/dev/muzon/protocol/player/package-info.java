/** A chat's player: its views, its states and its commands. */
@NullMarked
package dev.muzon.protocol.player;

import org.jspecify.annotations.NullMarked;
