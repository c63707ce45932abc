package dev.muzon.gateway.bot.text;

/** The phrases of the kernel: introduction, help, settings and answers that every feature may need. */
public enum BotPhrase implements Phrase {
    START_PRIVATE,
    START_GROUP,
    HELP,
    PING,
    UNKNOWN_COMMAND,
    GROUP_ONLY,
    PRIVATE_GROUP,
    PRIVATE_CHAT,
    OWNER_ONLY,
    TOO_OLD,
    BUTTON_UNKNOWN,

    CATEGORY_SETTINGS,
    CATEGORY_ABOUT,

    /** The names of a language, its own first: {@code /lang} accepts each. */
    LANGUAGE_NAMES,
    LANGUAGE_NOW,
    LANGUAGE_SET,
    LANGUAGE_UNKNOWN,

    RELOADED,
    RELOADED_WITHOUT_RIGHTS,

    TIME_SPAN,
    SIZE,
    ASSISTANT,

    DESCRIBE_START,
    DESCRIBE_HELP,
    DESCRIBE_PING,
    DESCRIBE_LANG,
    DESCRIBE_RELOAD
}
