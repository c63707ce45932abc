package dev.muzon.sandbox.world;

/** What an admin may do. An owner may everything. */
public enum Right {
    CHANGE_INFO,
    POST_MESSAGES,
    DELETE_MESSAGES,
    RESTRICT_MEMBERS,
    INVITE_USERS,
    PIN_MESSAGES,
    PROMOTE_MEMBERS,
    MANAGE_VIDEO_CHATS
}
