package dev.muzon.sandbox.mtproto.peer;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Restriction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Forbidden actions of members, in MTProto's shape. */
public final class BannedRights {
    private BannedRights() {}

    /** Renders the rights that a group takes from all its members. */
    public static TlObject of(Set<Permission> allowed) {
        return without(allowed).with("until_date", PeerViews.FOR_EVER);
    }

    /** Renders the rights that an admin took from one member. */
    public static TlObject of(Restriction restriction) {
        Instant until = restriction.until();
        return without(restriction.allowed())
                .with("until_date", until == null ? PeerViews.FOR_EVER : PeerViews.seconds(until));
    }

    private static TlObject without(Set<Permission> allowed) {
        TlObject rights = TlObject.of("chatBannedRights");
        for (Permission forbidden : EnumSet.allOf(Permission.class)) {
            if (!allowed.contains(forbidden)) {
                for (String flag : flags(forbidden)) {
                    rights = rights.flag(flag, true);
                }
            }
        }
        return rights;
    }

    private static List<String> flags(Permission permission) {
        return switch (permission) {
            case SEND_MESSAGES -> List.of("send_messages", "send_plain");
            case SEND_AUDIOS -> List.of("send_audios");
            case SEND_DOCUMENTS -> List.of("send_docs");
            case SEND_PHOTOS -> List.of("send_photos");
            case SEND_VIDEOS -> List.of("send_videos");
            case SEND_VIDEO_NOTES -> List.of("send_roundvideos");
            case SEND_VOICE_NOTES -> List.of("send_voices");
            case SEND_POLLS -> List.of("send_polls");
            case SEND_OTHER_MESSAGES -> List.of("send_stickers", "send_gifs", "send_games", "send_inline");
            case ADD_WEB_PAGE_PREVIEWS -> List.of("embed_links");
            case CHANGE_INFO -> List.of("change_info");
            case INVITE_USERS -> List.of("invite_users");
            case PIN_MESSAGES -> List.of("pin_messages");
            case MANAGE_TOPICS -> List.of("manage_topics");
            case REACT_TO_MESSAGES, EDIT_TAG -> List.of(); // this layer of the API has no such right
        };
    }
}
