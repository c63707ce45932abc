package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases for people who begin: the greeting, the checklist of a group, and answers in private chats. */
enum WelcomePhrase implements Phrase {
    HELLO,
    CHECKLIST,
    PRIVATE_HELLO,
    PRIVATE_AGAIN,

    ASSISTANT_READY,
    ASSISTANT_NONE,
    ASSISTANT_STARTING,
    ASSISTANT_STUCK,
    ASSISTANT_AWAY,
    WAY_ADMIN,
    WAY_HERE,
    WAY_PUBLIC,
    WAY_APPROVAL,
    WAY_BANNED,
    WAY_REQUESTED,
    WAY_REFUSED,
    WAY_MISSING,
    VOICE_CHAT_ON,
    VOICE_CHAT_OFF,
    VOICE_CHAT_SCHEDULED,
    VOICE_CHAT_LIVESTREAM,
    VOICE_CHAT_MUTED,
    VOICE_CHAT_RIGHT_MISSING,
    NEXT,
    NEXT_NOW,
    NEXT_WHEN_READY,
    NEXT_WHEN_COMPLETE,
    ALL_SET,
    ALL_SET_NOW,
    MOVED,

    MAKE_ADMIN,
    CHECK_AGAIN,
    STILL_MISSING,
    STILL_STARTING,
    NOTHING_MISSING,

    DESCRIBE_START,
    DESCRIBE_SETUP
}
