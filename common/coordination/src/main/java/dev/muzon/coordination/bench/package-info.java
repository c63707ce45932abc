/** Benchmarks of the queue on a given store. */
@NullMarked
package dev.muzon.coordination.bench;

import org.jspecify.annotations.NullMarked;
