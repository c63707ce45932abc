/** Measures the queue on the store at hand. */
@NullMarked
package dev.muzon.coordination.bench;

import org.jspecify.annotations.NullMarked;
