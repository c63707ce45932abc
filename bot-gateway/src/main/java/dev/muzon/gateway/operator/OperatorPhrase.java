package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases for the operators' log group. */
enum OperatorPhrase implements Phrase {
    STARTED
}
