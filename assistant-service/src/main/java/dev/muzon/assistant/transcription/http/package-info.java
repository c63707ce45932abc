/** A recogniser behind OpenAI's interface for transcriptions, which many programs offer. */
@NullMarked
package dev.muzon.assistant.transcription.http;

import org.jspecify.annotations.NullMarked;
