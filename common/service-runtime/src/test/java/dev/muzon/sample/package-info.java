/** The smallest service on the runtime, which the runtime's tests start for real. */
@NullMarked
package dev.muzon.sample;

import org.jspecify.annotations.NullMarked;
