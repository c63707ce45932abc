/**
 * The Bot API over HTTP: {@code /bot<token>/<method>} and {@code /file/bot<token>/<path>}, with Telegram's shapes and
 * errors, as far as Muzon and ordinary bot libraries go.
 */
@NullMarked
package dev.muzon.sandbox.botapi;

import org.jspecify.annotations.NullMarked;
