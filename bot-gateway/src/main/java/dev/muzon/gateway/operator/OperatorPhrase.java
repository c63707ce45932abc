package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases for operators: their log group, and which groups a private bot serves. */
enum OperatorPhrase implements Phrase {
    STARTED,
    ASSISTANT_MISSING,

    CATEGORY_OWNER,
    CHAT_ALLOWED,
    CHAT_FORBIDDEN,
    CHAT_LISTED,
    CHAT_OPEN,

    DESCRIBE_ALLOW,
    DESCRIBE_FORBID
}
