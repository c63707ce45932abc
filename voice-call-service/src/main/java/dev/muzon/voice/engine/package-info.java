/** The port to a voice engine, in words of no particular engine. */
@NullMarked
package dev.muzon.voice.engine;

import org.jspecify.annotations.NullMarked;
