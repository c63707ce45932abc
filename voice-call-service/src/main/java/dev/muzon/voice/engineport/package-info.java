/** What a voice engine must be able to do, in no engine's words. */
@NullMarked
package dev.muzon.voice.engineport;

import org.jspecify.annotations.NullMarked;
