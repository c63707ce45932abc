/** Signalling through assistant-service. */
@NullMarked
package dev.muzon.voice.assistant;

import org.jspecify.annotations.NullMarked;
