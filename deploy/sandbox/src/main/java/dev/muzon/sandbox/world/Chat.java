package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with its members.
 *
 * <p>Groups and channels have one id for everyone, the Bot API's {@code -100…}. A private chat has a small positive id
 * here, while each side names it by the other's user id: {@link #idFor} and {@link Chats#resolve} translate.
 *
 * @param title empty for private chats
 * @param username public name without {@code @}
 * @param inviteHash the part of the primary invite link after {@code t.me/+}, null for private chats
 * @param accessHash the number that MTProto wants beside the id
 * @param pinned message id, null when nothing is pinned
 * @param settings the rules of a group or channel
 * @param version counts the changes of the chat and its members, as MTProto wants
 */
public record Chat(
        long id,
        ChatKind kind,
        String title,
        @Nullable String username,
        @Nullable String inviteHash,
        long accessHash,
        Map<Long, Member> members,
        @Nullable Integer pinned,
        ChatSettings settings,
        int version) {
    /** The base of Bot API ids: those of supergroups and channels are this minus the MTProto channel id. */
    public static final long CHANNEL_BASE = -1_000_000_000_000L;

    public Chat {
        members = Map.copyOf(members);
    }

    /** Returns MTProto's id of a supergroup or channel. */
    public long channelId() {
        if (!kind.isChannel()) {
            throw new IllegalStateException("a chat of kind " + kind + " has no channel id");
        }
        return CHANNEL_BASE - id;
    }

    /** Returns MTProto's id of a basic group. */
    public long basicGroupId() {
        if (kind != ChatKind.GROUP) {
            throw new IllegalStateException("a chat of kind " + kind + " has no id of a basic group");
        }
        return -id;
    }

    /** Returns the id that this user knows the chat by: the other's id if private, else {@link #id}. */
    public long idFor(long userId) {
        return kind == ChatKind.PRIVATE ? other(userId) : id;
    }

    /** Returns the other side of a private chat, or the user themselves in their saved messages. */
    public long other(long userId) {
        return members.keySet().stream().filter(id -> id != userId).findFirst().orElse(userId);
    }

    /** Returns a user's standing, {@link Role#LEFT} for strangers. */
    public Member member(long userId) {
        var member = members.get(userId);
        return member != null ? member : new Member(userId, Role.LEFT, Set.of(), false, Instant.EPOCH);
    }

    public boolean has(long userId) {
        return member(userId).role().present();
    }

    /** Returns everyone who is there, owner first, then by the date of joining. */
    public List<Member> present() {
        return members.values().stream()
                .filter(member -> member.role().present())
                .sorted(Comparator.comparing(Member::role)
                        .thenComparing(Member::since)
                        .thenComparingLong(Member::userId))
                .toList();
    }

    /** Returns whether nobody else fits in. */
    boolean full() {
        var limit = settings.maxMembers();
        return present().size() >= (limit == null ? kind.maxMembers() : limit);
    }

    /** Returns whether a member may do what the group leaves to everyone. Admins always may. */
    public boolean permits(long userId, Permission permission, Instant now) {
        var member = member(userId);
        if (member.role().administers() || !kind.isGroup()) {
            return true;
        }
        var restriction = member.restricted(now) ? member.restriction() : null;
        return settings.permissions().contains(permission)
                && (restriction == null || restriction.allowed().contains(permission));
    }

    Chat withMembers(Map<Long, Member> members) {
        return new Chat(id, kind, title, username, inviteHash, accessHash, members, pinned, settings, version);
    }

    Chat withInvite(String inviteHash) {
        return new Chat(id, kind, title, username, inviteHash, accessHash, members, pinned, settings, version);
    }

    Chat withPinned(@Nullable Integer messageId) {
        return new Chat(id, kind, title, username, inviteHash, accessHash, members, messageId, settings, version);
    }

    Chat withSettings(ChatSettings changed) {
        return new Chat(id, kind, title, username, inviteHash, accessHash, members, pinned, changed, version);
    }

    Chat nextVersion() {
        return new Chat(id, kind, title, username, inviteHash, accessHash, members, pinned, settings, version + 1);
    }
}
