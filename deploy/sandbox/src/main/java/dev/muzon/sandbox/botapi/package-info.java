/**
 * The Bot API over HTTP, with Telegram's shapes and errors, as far as Muzon and ordinary bot libraries need it. Its
 * paths are {@code /bot<token>/<method>} and {@code /file/bot<token>/<path>}.
 */
@NullMarked
package dev.muzon.sandbox.botapi;

import org.jspecify.annotations.NullMarked;
