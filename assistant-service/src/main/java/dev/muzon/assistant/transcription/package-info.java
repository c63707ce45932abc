/** Speech to text. A port for recognisers, and the cutting of long recordings. */
@NullMarked
package dev.muzon.assistant.transcription;

import org.jspecify.annotations.NullMarked;
