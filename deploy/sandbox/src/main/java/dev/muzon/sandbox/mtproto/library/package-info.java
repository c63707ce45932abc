/** A private copy of libtdjson that takes the sandbox for Telegram. */
@NullMarked
package dev.muzon.sandbox.mtproto.library;

import org.jspecify.annotations.NullMarked;
