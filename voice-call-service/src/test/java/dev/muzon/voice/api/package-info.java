/** Tests of what other services ask of voice-call-service. */
@NullMarked
package dev.muzon.voice.api;

import org.jspecify.annotations.NullMarked;
