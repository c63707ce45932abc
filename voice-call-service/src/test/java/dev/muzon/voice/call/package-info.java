/** Tests of the call state machine. */
@NullMarked
package dev.muzon.voice.call;

import org.jspecify.annotations.NullMarked;
