/** What a failure means, how long to wait after it, and when to give up. The only place that knows Spring Retry. */
@NullMarked
package dev.muzon.resilience;

import org.jspecify.annotations.NullMarked;
