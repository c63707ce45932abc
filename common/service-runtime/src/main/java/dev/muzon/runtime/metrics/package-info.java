/** Log context, and the log and count of failures. */
@NullMarked
package dev.muzon.runtime.metrics;

import org.jspecify.annotations.NullMarked;
