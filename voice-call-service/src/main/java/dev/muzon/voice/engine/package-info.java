/** The port to a voice engine, independent of any particular engine. */
@NullMarked
package dev.muzon.voice.engine;

import org.jspecify.annotations.NullMarked;
