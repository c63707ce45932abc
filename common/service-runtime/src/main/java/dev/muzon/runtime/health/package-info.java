/** Probes. */
@NullMarked
package dev.muzon.runtime.health;

import org.jspecify.annotations.NullMarked;
