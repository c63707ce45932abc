package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The standing of users in chats. */
public final class Members {
    private final WorldLock lock;
    private final Users users;
    private final Chats chats;
    private final History history;

    Members(WorldLock lock, Users users, Chats chats, History history) {
        this.lock = lock;
        this.users = users;
        this.chats = chats;
        this.history = history;
    }

    /** Brings a user in for somebody. A banned user stays out until unbanned. */
    public Chat add(long chatId, long actorId, long userId) {
        return lock.locked(() -> {
            chats.requirePresent(chatId, actorId);
            return enter(chatId, actorId, userId, null);
        });
    }

    Chat enter(long chatId, long actorId, long userId, @Nullable JoinedBy joinedBy) {
        users.get(userId);
        switch (chats.get(chatId).member(userId).role()) {
            case BANNED -> throw new WorldException(Refusal.BANNED);
            case OWNER, ADMIN, MEMBER -> throw new WorldException(Refusal.ALREADY_A_MEMBER);
            case LEFT -> {}
        }
        if (chats.get(chatId).settings().upgradedTo() != null) {
            throw new WorldException(Refusal.CHAT_UPGRADED);
        }
        if (chats.get(chatId).full()) {
            throw new WorldException(Refusal.CHAT_FULL);
        }
        var before = chats.get(chatId).member(userId);
        var kept = before.restricted(lock.now()) ? before.restriction() : null;
        var chat = chats.change(
                chatId, actorId, new Member(userId, Role.MEMBER, Set.of(), false, lock.now(), kept, joinedBy));
        if (chat.kind().isGroup()) {
            long announcer = joinedBy != null ? userId : actorId;
            history.announce(chat, announcer, new ServiceAction.MembersJoined(List.of(userId)));
        }
        return chat;
    }

    /** @throws WorldException {@link Refusal#NOT_A_MEMBER} */
    public void leave(long chatId, long userId) {
        lock.locked(() -> {
            var chat = chats.requirePresent(chatId, userId);
            if (chat.kind().isGroup()) {
                history.announce(chat, userId, new ServiceAction.MemberLeft(userId));
            }
            var before = chat.member(userId);
            var kept = before.restricted(lock.now()) ? before.restriction() : null;
            chats.change(chatId, userId, new Member(userId, Role.LEFT, Set.of(), false, lock.now(), kept, null));
        });
    }

    /** @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#TARGET_IS_ADMIN} */
    public void ban(long chatId, long actorId, long userId) {
        ban(chatId, actorId, userId, null);
    }

    /**
     * Puts a user out and keeps them out. Throws as {@link #ban(long, long, long)}.
     *
     * @param until null when the ban has no end
     */
    public void ban(long chatId, long actorId, long userId, @Nullable Instant until) {
        lock.locked(() -> {
            var target = chats.require(chatId, actorId, Right.RESTRICT_MEMBERS).member(userId);
            if (target.role() == Role.OWNER || (target.role() == Role.ADMIN && !owns(chatId, actorId))) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            users.get(userId);
            var end = until == null ? null : new Restriction(Set.of(), until);
            chats.change(chatId, actorId, new Member(userId, Role.BANNED, Set.of(), false, lock.now(), end, null));
        });
    }

    /**
     * Lets a banned user come back, without bringing them back.
     *
     * @param evenIfPresent puts out a user who is there, as the Bot API does unless {@code only_if_banned}
     */
    public void unban(long chatId, long actorId, long userId, boolean evenIfPresent) {
        lock.locked(() -> {
            var target = chats.require(chatId, actorId, Right.RESTRICT_MEMBERS).member(userId);
            if (target.role().administers()) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            if (target.role() == Role.BANNED || (evenIfPresent && target.role().present())) {
                change(chatId, actorId, userId, Role.LEFT, Set.of(), false);
            }
        });
    }

    /** Makes a member an admin with exactly these rights, or a plain member with none. */
    public void promote(long chatId, long actorId, long userId, Set<Right> rights, boolean anonymous) {
        lock.locked(() -> {
            var target = chats.require(chatId, actorId, Right.PROMOTE_MEMBERS).member(userId);
            if (!target.role().present()) {
                throw new WorldException(Refusal.TARGET_NOT_A_MEMBER);
            }
            if (target.role() == Role.OWNER) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            change(chatId, actorId, userId, rights.isEmpty() ? Role.MEMBER : Role.ADMIN, rights, anonymous);
        });
    }

    /**
     * Limits what a member or a stranger may do in a supergroup.
     *
     * @param restriction null takes the limits away
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#TARGET_IS_ADMIN},
     *     {@link Refusal#WRONG_CHAT_KIND}
     */
    public void restrict(long chatId, long actorId, long userId, @Nullable Restriction restriction) {
        lock.locked(() -> {
            var chat = chats.require(chatId, actorId, Right.RESTRICT_MEMBERS);
            if (chat.kind() != ChatKind.SUPERGROUP) {
                throw new WorldException(Refusal.WRONG_CHAT_KIND);
            }
            users.get(userId);
            var target = chat.member(userId);
            if (target.role().administers()) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            var role = target.role() == Role.BANNED ? Role.LEFT : target.role();
            chats.change(chatId, actorId, new Member(userId, role, Set.of(), false, lock.now(), restriction, null));
        });
    }

    /** Lets a user block a bot, or unblock it. The private chat is made when there was none. */
    public void block(long userId, long botId, boolean blocked) {
        lock.locked(() -> {
            var chat = chats.privateChat(userId, botId);
            if ((chat.member(botId).role() == Role.BANNED) != blocked) {
                change(chat.id(), userId, botId, blocked ? Role.BANNED : Role.MEMBER, Set.of(), false);
            }
        });
    }

    private boolean owns(long chatId, long userId) {
        return chats.get(chatId).member(userId).role() == Role.OWNER;
    }

    private void change(long chatId, long actorId, long userId, Role role, Set<Right> rights, boolean anonymous) {
        chats.change(chatId, actorId, new Member(userId, role, rights, anonymous, lock.now()));
    }
}
