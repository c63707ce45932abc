package dev.muzon.sandbox.world;

/** The rights of admins. An owner has all. */
public enum Right {
    /** Every admin has it. Alone it makes an admin without other rights. */
    MANAGE_CHAT,
    CHANGE_INFO,
    POST_MESSAGES,
    EDIT_MESSAGES,
    DELETE_MESSAGES,
    RESTRICT_MEMBERS,
    INVITE_USERS,
    PIN_MESSAGES,
    MANAGE_TOPICS,
    PROMOTE_MEMBERS,
    MANAGE_VIDEO_CHATS,
    POST_STORIES,
    EDIT_STORIES,
    DELETE_STORIES,
    MANAGE_DIRECT_MESSAGES,
    MANAGE_TAGS
}
