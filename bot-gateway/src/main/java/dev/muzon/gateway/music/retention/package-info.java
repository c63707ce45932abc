/** Forgets what was only kept for a while. */
@NullMarked
package dev.muzon.gateway.music.retention;

import org.jspecify.annotations.NullMarked;
