/** Measurements of the targets: a suite of real processes, a person at its chats, a stop watch. */
@NullMarked
package dev.muzon.e2e.bench;

import org.jspecify.annotations.NullMarked;
