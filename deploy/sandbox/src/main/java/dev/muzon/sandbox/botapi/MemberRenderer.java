package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.World;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members and their rights in Telegram's JSON, as one bot sees them. */
final class MemberRenderer {
    private static final Set<Permission> MEDIA = EnumSet.of(
            Permission.SEND_AUDIOS,
            Permission.SEND_DOCUMENTS,
            Permission.SEND_PHOTOS,
            Permission.SEND_VIDEOS,
            Permission.SEND_VIDEO_NOTES,
            Permission.SEND_VOICE_NOTES);

    private final World world;
    private final Renderer renderer;
    private final long botId;

    MemberRenderer(World world, Renderer renderer, long botId) {
        this.world = world;
        this.renderer = renderer;
        this.botId = botId;
    }

    Map<String, Object> member(Chat chat, Member member) {
        var json = new JsonFields().with("user", renderer.user(member.userId()));
        boolean restricted = chat.kind() == ChatKind.SUPERGROUP && member.restricted(world.now());
        switch (member.role()) {
            case OWNER -> json.with("status", "creator").with("is_anonymous", member.anonymous());
            case ADMIN -> {
                json.with("status", "administrator")
                        .with("can_be_edited", chat.member(botId).may(Right.PROMOTE_MEMBERS));
                addRights(json, member, chat.kind());
            }
            case MEMBER, LEFT -> {
                if (restricted) {
                    addRestriction(json, member, member.restriction());
                } else {
                    json.with("status", member.role().present() ? "member" : "left");
                }
            }
            case BANNED -> json.with("status", "kicked").with("until_date", until(member.restriction()));
        }
        return json.build();
    }

    private static void addRights(JsonFields json, Member member, ChatKind kind) {
        json.with("can_manage_chat", true);
        for (var right : Right.values()) {
            boolean known = switch (right) {
                case MANAGE_CHAT -> false;
                case POST_MESSAGES, EDIT_MESSAGES, MANAGE_DIRECT_MESSAGES -> kind == ChatKind.CHANNEL;
                case PIN_MESSAGES, MANAGE_TAGS -> kind != ChatKind.CHANNEL;
                case MANAGE_TOPICS -> kind == ChatKind.SUPERGROUP;
                default -> true;
            };
            if (known) {
                json.with(name(right), member.may(right));
            }
        }
        json.with("can_manage_voice_chats", member.may(Right.MANAGE_VIDEO_CHATS))
                .with("is_anonymous", member.anonymous());
    }

    private static void addRestriction(JsonFields json, Member member, @Nullable Restriction restriction) {
        json.with("status", "restricted").with("until_date", until(restriction));
        addPermissions(json, restriction == null ? Set.of() : restriction.allowed());
        json.with("is_member", member.role().present());
    }

    private static long until(@Nullable Restriction restriction) {
        return restriction == null || restriction.until() == null
                ? 0
                : restriction.until().getEpochSecond();
    }

    static Map<String, Object> permissions(Set<Permission> allowed) {
        var json = new JsonFields();
        addPermissions(json, allowed);
        return json.build();
    }

    private static void addPermissions(JsonFields json, Set<Permission> allowed) {
        for (var permission : Permission.values()) {
            json.with(name(permission), allowed.contains(permission));
        }
        json.with("can_send_media_messages", MEDIA.stream().anyMatch(allowed::contains));
    }

    /** Returns Telegram's name of a right or a permission. */
    static String name(Enum<?> right) {
        return "can_" + right.name().toLowerCase(Locale.ROOT);
    }
}
