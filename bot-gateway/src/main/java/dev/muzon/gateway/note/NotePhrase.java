package dev.muzon.gateway.note;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about voice notes. What a command did is told in assistant-service's own words. */
enum NotePhrase implements Phrase {
    CATEGORY_NOTES,
    DESCRIBE_TRANSCRIBE,
    DESCRIBE_TRACK,
    DESCRIBE_UNTRACK,
    DESCRIBE_TRACKED,
    DESCRIBE_LANGUAGE,
    DESCRIBE_MODEL,
    DESCRIBE_NOTES,
    DESCRIBE_STATUS,
    ANSWER,
    TRANSCRIBE_THERE,
    OFF,
    NOT_YOURS
}
