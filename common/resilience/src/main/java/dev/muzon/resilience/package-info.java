/** Classification of failures, the waits after them, and when to give up. The only place that knows Spring Retry. */
@NullMarked
package dev.muzon.resilience;

import org.jspecify.annotations.NullMarked;
