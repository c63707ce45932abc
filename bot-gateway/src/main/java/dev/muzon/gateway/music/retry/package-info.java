/** News from Telegram that a call in trouble may work now. */
@NullMarked
package dev.muzon.gateway.music.retry;

import org.jspecify.annotations.NullMarked;
