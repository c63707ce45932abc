/**
 * Coordination of processes: work that must not be lost ({@code queue}), ownership that must not be shared
 * ({@code lease}).
 */
@NullMarked
package dev.muzon.coordination;

import org.jspecify.annotations.NullMarked;
