/** The life of one call: joining, connecting, connected, reconnecting, left. Plain Java; the world is told what to do. */
@NullMarked
package dev.muzon.voice.call;

import org.jspecify.annotations.NullMarked;
