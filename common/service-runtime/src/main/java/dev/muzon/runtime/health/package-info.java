/** Probes, and a MongoDB client that gives up fast enough for them. */
@NullMarked
package dev.muzon.runtime.health;

import org.jspecify.annotations.NullMarked;
