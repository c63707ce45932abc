/** A recogniser on this machine: models by name or path, in a confined child process. */
@NullMarked
package dev.muzon.assistant.transcription.local;

import org.jspecify.annotations.NullMarked;
