/** A voice engine without voice: for tests of the players and for running where ntgcalls cannot. */
@NullMarked
package dev.muzon.voice.engineport.memory;

import org.jspecify.annotations.NullMarked;
