package dev.muzon.sandbox.world;

/** The reasons why the world refuses an action. */
public enum Refusal {
    USER_NOT_FOUND,
    CHAT_NOT_FOUND,
    MESSAGE_NOT_FOUND,
    FILE_NOT_FOUND,
    CALLBACK_NOT_FOUND,
    /** The callback was already answered, or is too old to be. */
    CALLBACK_EXPIRED,
    USERNAME_TAKEN,
    /** A message with neither text, media nor service action. */
    MESSAGE_EMPTY,
    /** An edit that changes nothing. */
    MESSAGE_NOT_MODIFIED,
    /** Somebody else's message. */
    MESSAGE_NOT_YOURS,
    /** The message answered to is not there. */
    REPLY_NOT_FOUND,
    /** A button that the message does not have (any more). */
    BUTTON_NOT_FOUND,
    /** The acting user never was in the chat, or left it. */
    NOT_A_MEMBER,
    /** The acting user was banned from the chat. */
    BANNED,
    /** The person the action is about is not in the chat. */
    TARGET_NOT_A_MEMBER,
    ALREADY_A_MEMBER,
    /** As many are in the chat as it holds. */
    CHAT_FULL,
    /** The acting user lacks the right. */
    ADMIN_REQUIRED,
    /** The owner and (for bots) other admins can't be touched. */
    TARGET_IS_ADMIN,
    /** The person never wrote to this bot. */
    BOT_CANNOT_START,
    INVITE_INVALID,
    /** The chat can't be entered without an invite. */
    CHAT_PRIVATE,
    VOICE_CHAT_NOT_FOUND,
    VOICE_CHAT_ENDED,
    VOICE_CHAT_ALREADY_ACTIVE,
    NOT_IN_VOICE_CHAT,
    /** Another participant already sends with this ssrc. */
    SOURCE_TAKEN,
    LOGIN_TOKEN_INVALID,
    LOGIN_TOKEN_EXPIRED,
    PHONE_NUMBER_INVALID,
    PHONE_CODE_INVALID,
    /** The chat has no topics. */
    NOT_A_FORUM,
    /** A message is meant for a topic that is not there. */
    TOPIC_NOT_FOUND,
    /** The topic to be changed is not there. */
    TOPIC_ID_INVALID,
    TOPIC_CLOSED,
    TOPIC_NOT_MODIFIED,
    TOPIC_CREATION_FORBIDDEN,
    TOPIC_CHANGE_FORBIDDEN,
    TOPIC_DELETION_FORBIDDEN,
    /** The group or an admin took away the permission to send this kind of message. */
    TEXT_FORBIDDEN,
    MUSIC_FORBIDDEN,
    VOICE_FORBIDDEN,
    VIDEO_FORBIDDEN,
    DOCUMENTS_FORBIDDEN,
    PHOTOS_FORBIDDEN,
    /** Slow mode is on, and the last message of this member is too young. */
    SLOW_MODE,
    /** Only admins write in a channel. */
    CHANNEL_ADMIN_REQUIRED,
    /** The quoted words do not stand in the answered message. */
    QUOTE_INVALID,
    /** Only for supergroups, or only for groups. */
    WRONG_CHAT_KIND,
    /** The basic group became a supergroup. */
    CHAT_UPGRADED,
    /** A link that needs approval can't count its members. */
    MEMBER_LIMIT_WITH_APPROVAL,
    /** An admin has to approve the request to join. */
    JOIN_REQUEST_SENT,
    JOIN_DECLINED,
    /** A guard bot has to approve first. */
    JOIN_GUARDED,
    JOIN_REQUEST_NOT_FOUND,
    /** The acting user may not approve or decline requests. */
    JOIN_REQUESTS_FORBIDDEN,
    INLINE_QUERY_NOT_FOUND,
    INLINE_RESULT_NOT_FOUND
}
