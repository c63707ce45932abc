/**
 * Voice and video notes that become text. An account's own notes are jobs, which survive the end of a process, and the
 * text is an answer to the note.
 */
@NullMarked
package dev.muzon.assistant.note;

import org.jspecify.annotations.NullMarked;
