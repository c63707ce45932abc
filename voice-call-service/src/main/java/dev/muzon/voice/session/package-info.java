/** Owned chats: one actor each, which carries out what the player and the call decide, and the leases behind them. */
@NullMarked
package dev.muzon.voice.session;

import org.jspecify.annotations.NullMarked;
