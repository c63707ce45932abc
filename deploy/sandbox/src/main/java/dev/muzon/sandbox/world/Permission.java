package dev.muzon.sandbox.world;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A permission of every member of a group, unless the group or an admin forbids it. */
public enum Permission {
    SEND_MESSAGES,
    SEND_AUDIOS,
    SEND_DOCUMENTS,
    SEND_PHOTOS,
    SEND_VIDEOS,
    SEND_VIDEO_NOTES,
    SEND_VOICE_NOTES,
    SEND_POLLS,
    SEND_OTHER_MESSAGES,
    ADD_WEB_PAGE_PREVIEWS,
    REACT_TO_MESSAGES,
    EDIT_TAG,
    CHANGE_INFO,
    INVITE_USERS,
    PIN_MESSAGES,
    MANAGE_TOPICS;

    /** The permissions of a new group. */
    public static final Set<Permission> OF_NEW_GROUPS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CHANGE_INFO, PIN_MESSAGES, MANAGE_TOPICS)));

    /** Returns the permission that a message with this media needs. */
    static Permission toSend(@Nullable Media media) {
        if (media == null) {
            return SEND_MESSAGES;
        }
        return switch (media.kind()) {
            case AUDIO -> SEND_AUDIOS;
            case VOICE -> SEND_VOICE_NOTES;
            case VIDEO -> SEND_VIDEOS;
            case VIDEO_NOTE -> SEND_VIDEO_NOTES;
            case DOCUMENT -> SEND_DOCUMENTS;
            case PHOTO -> SEND_PHOTOS;
        };
    }
}
