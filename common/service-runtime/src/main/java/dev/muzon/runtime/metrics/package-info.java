/** What every meter carries and what every failure counts. */
@NullMarked
package dev.muzon.runtime.metrics;

import org.jspecify.annotations.NullMarked;
