package dev.muzon.gateway.lending;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about getting assistants into groups. */
public enum LendingPhrase implements Phrase {
    JOIN_RIGHT_MISSING
}
