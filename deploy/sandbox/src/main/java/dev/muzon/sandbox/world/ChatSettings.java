package dev.muzon.sandbox.world;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a group or channel.
 *
 * @param forum whether the group has topics
 * @param permissions what members may do who are no admins
 * @param slowMode how long members wait between two messages; zero for none
 * @param linkedChat the discussion group of a channel, or the channel of a discussion group
 * @param maxMembers how many fit in; null for as many as the kind of chat allows
 * @param upgradedTo the supergroup that a basic group became
 * @param upgradedFrom the basic group that a supergroup was
 */
public record ChatSettings(
        boolean forum,
        Set<Permission> permissions,
        JoinPolicy joinPolicy,
        Duration slowMode,
        @Nullable Long linkedChat,
        @Nullable Integer maxMembers,
        @Nullable Long upgradedTo,
        @Nullable Long upgradedFrom) {
    /** The rules of a new chat. */
    public static final ChatSettings DEFAULT =
            new ChatSettings(false, Permission.OF_NEW_GROUPS, JoinPolicy.OPEN, Duration.ZERO, null, null, null, null);

    public ChatSettings {
        permissions = Set.copyOf(permissions);
    }

    public ChatSettings forum(boolean enabled) {
        return new ChatSettings(
                enabled, permissions, joinPolicy, slowMode, linkedChat, maxMembers, upgradedTo, upgradedFrom);
    }

    public ChatSettings permissions(Set<Permission> allowed) {
        return new ChatSettings(forum, allowed, joinPolicy, slowMode, linkedChat, maxMembers, upgradedTo, upgradedFrom);
    }

    public ChatSettings joinPolicy(JoinPolicy policy) {
        return new ChatSettings(forum, permissions, policy, slowMode, linkedChat, maxMembers, upgradedTo, upgradedFrom);
    }

    public ChatSettings slowMode(Duration pause) {
        return new ChatSettings(
                forum, permissions, joinPolicy, pause, linkedChat, maxMembers, upgradedTo, upgradedFrom);
    }

    public ChatSettings maxMembers(@Nullable Integer members) {
        return new ChatSettings(
                forum, permissions, joinPolicy, slowMode, linkedChat, members, upgradedTo, upgradedFrom);
    }

    ChatSettings linkedTo(@Nullable Long chatId) {
        return new ChatSettings(forum, permissions, joinPolicy, slowMode, chatId, maxMembers, upgradedTo, upgradedFrom);
    }

    ChatSettings upgradedTo(long chatId) {
        return new ChatSettings(forum, permissions, joinPolicy, slowMode, linkedChat, maxMembers, chatId, upgradedFrom);
    }

    ChatSettings upgradedFrom(long chatId) {
        return new ChatSettings(forum, permissions, joinPolicy, slowMode, linkedChat, maxMembers, upgradedTo, chatId);
    }
}
