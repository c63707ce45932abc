/** A shutdown that loses nothing: out of readiness, work finished or handed back, then the exit. */
@NullMarked
package dev.muzon.runtime.drain;

import org.jspecify.annotations.NullMarked;
