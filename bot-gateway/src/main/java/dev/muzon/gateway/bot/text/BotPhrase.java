package dev.muzon.gateway.bot.text;

/** The phrases of the kernel: introduction, help, settings and answers that every feature may need. */
public enum BotPhrase implements Phrase {
    HELP,
    HELP_WORDS,
    HELP_WORDS_UNHEARD,
    HELP_PRIVATE,
    ADD_TO_GROUP,
    PING,
    UNKNOWN_COMMAND,
    ARGUMENTS_UNFIT,
    QUOTED,
    GROUP_ONLY,
    COMMAND_OFF,
    PRIVATE_ONLY,
    PRIVATE_GROUP,
    PRIVATE_CHAT,
    OWNER_ONLY,
    OWNER_UNSET,
    TOO_OLD,
    EDITED,
    BUTTON_UNKNOWN,

    CATEGORY_SETTINGS,
    CATEGORY_ABOUT,

    /** The names of a language, its own first: {@code /lang} accepts each. */
    LANGUAGE_NAMES,
    LANGUAGE_NOW,
    LANGUAGE_SET,
    LANGUAGE_UNKNOWN,
    LANGUAGE_ADMINS_ONLY,

    SETTINGS,
    SETTINGS_PRIVATE,
    SETTINGS_LANGUAGE,
    SETTINGS_ELSEWHERE,
    ON,
    OFF,
    DESCRIBE_SETTINGS,

    RELOADED,
    RELOADED_WITHOUT_RIGHTS,

    TIME_SPAN,
    SIZE,
    ASSISTANT,

    DESCRIBE_HELP,
    DESCRIBE_PING,
    DESCRIBE_LANG,
    DESCRIBE_RELOAD
}
