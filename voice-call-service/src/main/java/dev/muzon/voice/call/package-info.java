/** The life of one call: joining, connecting, connected, reconnecting, left. Plain Java without threads. */
@NullMarked
package dev.muzon.voice.call;

import org.jspecify.annotations.NullMarked;
