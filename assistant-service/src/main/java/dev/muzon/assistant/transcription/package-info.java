/** Speech to text. A port for recognisers, a chain of them, and the cutting of long recordings. */
@NullMarked
package dev.muzon.assistant.transcription;

import org.jspecify.annotations.NullMarked;
