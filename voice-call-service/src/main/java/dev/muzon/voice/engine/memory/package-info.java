/** A voice engine that carries no sound: for tests, and for hosts where ntgcalls does not run. */
@NullMarked
package dev.muzon.voice.engine.memory;

import org.jspecify.annotations.NullMarked;
