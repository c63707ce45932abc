/** A durable job queue: at least once, in order per key, one in flight per key, fenced. */
@NullMarked
package dev.muzon.coordination.queue;

import org.jspecify.annotations.NullMarked;
