/** Tracks, and the ways people ask for them. */
@NullMarked
package dev.muzon.protocol.track;

import org.jspecify.annotations.NullMarked;
