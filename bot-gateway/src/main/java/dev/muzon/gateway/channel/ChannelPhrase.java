package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about channels. */
enum ChannelPhrase implements Phrase {
    CATEGORY_CHANNELS,
    DESCRIBE_ADD,
    DESCRIBE_LIST,
    DESCRIBE_REMOVE,
    DESCRIBE_SEARCH,
    ADD_USAGE,
    ASKED,
    READING,
    APPROVED,
    NOT_FOUND,
    PRIVATE,
    PENDING,
    NOT_A_CHANNEL,
    LINK_EXPIRED,
    DECLINED,
    GUARDED,
    BANNED,
    ACCOUNT_FULL,
    LIST_FULL,
    OFF,
    FAILED_WITHOUT_ASSISTANT,
    FAILED_FOR_NOW,
    FAILED_BY_FLOOD,
    FAILED,
    LIST,
    LIST_EMPTY,
    LIST_LINE,
    LIST_LINE_PENDING,
    REMOVE_USAGE,
    REMOVED,
    NOT_ON_LIST,
    SEARCH_USAGE,
    SEARCH_TOO_LONG,
    SEARCH_FOUND,
    SEARCH_NOTHING,
    SEARCH_LINE
}
