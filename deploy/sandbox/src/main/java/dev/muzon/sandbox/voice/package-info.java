/** The voice-chat server: takes the sound of everyone who joined and lets people listen and tests measure. */
@NullMarked
package dev.muzon.sandbox.voice;

import org.jspecify.annotations.NullMarked;
