package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The reader of members' permissions, with Telegram's rules of which include which. */
final class Permissions {
    private static final Set<Permission> MEDIA =
            Collections.unmodifiableSet(EnumSet.range(Permission.SEND_AUDIOS, Permission.SEND_VOICE_NOTES));

    private Permissions() {}

    /**
     * Reads the permissions.
     *
     * @throws BotApiException 400 when there are none, or they can't be read
     */
    static Set<Permission> read(Parameters parameters) {
        var given = parameters.object("permissions", JsonNode.class).orElse(null);
        if (given == null || !given.isObject()) {
            throw BotApiException.badRequest(
                    given == null ? "can't parse permissions JSON object" : "object expected as permissions");
        }
        var allowed = EnumSet.noneOf(Permission.class);
        for (var permission : Permission.values()) {
            if (given.path(MemberRenderer.name(permission)).asBoolean(false)) {
                allowed.add(permission);
            }
        }
        addImplied(given, allowed, parameters.flag("use_independent_chat_permissions"));
        return allowed;
    }

    private static void addImplied(JsonNode given, Set<Permission> allowed, boolean independent) {
        boolean names = MEDIA.stream().anyMatch(one -> given.has(MemberRenderer.name(one)));
        if (!names && given.path("can_send_media_messages").asBoolean(false)) {
            allowed.addAll(MEDIA);
            if (!independent) {
                allowed.add(Permission.SEND_MESSAGES);
            }
        }
        follow(given, allowed, Permission.MANAGE_TOPICS, Permission.PIN_MESSAGES);
        follow(given, allowed, Permission.EDIT_TAG, Permission.PIN_MESSAGES);
        follow(given, allowed, Permission.REACT_TO_MESSAGES, Permission.SEND_MESSAGES);
        if (independent) {
            return;
        }
        boolean rich =
                allowed.contains(Permission.SEND_OTHER_MESSAGES) || allowed.contains(Permission.ADD_WEB_PAGE_PREVIEWS);
        if (rich) {
            allowed.addAll(MEDIA);
        }
        if (rich || allowed.contains(Permission.SEND_POLLS)) {
            allowed.add(Permission.SEND_MESSAGES);
        }
    }

    /** Sets a permission that is not named to the same as its leader. */
    private static void follow(JsonNode given, Set<Permission> allowed, Permission follower, Permission leader) {
        if (!given.has(MemberRenderer.name(follower)) && allowed.contains(leader)) {
            allowed.add(follower);
        }
    }
}
