/** What a chat's player is, and what can be asked of it. */
@NullMarked
package dev.muzon.protocol.player;

import org.jspecify.annotations.NullMarked;
