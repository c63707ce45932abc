package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every conversation, and who may what in it. */
public final class Chats {
    private final WorldLock lock;
    private final Users users;
    private final History history;
    private final Map<Long, Chat> byId = new LinkedHashMap<>();
    private final InviteLinks inviteLinks;
    private long lastPrivate;
    private long lastChannel = 2_000_000_000L;
    private long lastGroup = 4_000_000L;

    Chats(WorldLock lock, Users users, History history) {
        this.lock = lock;
        this.users = users;
        this.history = history;
        this.inviteLinks = new InviteLinks(lock, this);
    }

    InviteLinks inviteLinks() {
        return inviteLinks;
    }

    /** A new group with its owner alone in it. */
    public Chat createGroup(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.SUPERGROUP, title, username, ownerId);
    }

    /** Makes a basic group with its owner alone in it. */
    public Chat createBasicGroup(String title, long ownerId) {
        return create(ChatKind.GROUP, title, null, ownerId);
    }

    /** A new channel. */
    public Chat createChannel(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.CHANNEL, title, username, ownerId);
    }

    private Chat create(ChatKind kind, String title, @Nullable String username, long ownerId) {
        return lock.locked(() -> {
            users.get(ownerId);
            if (username != null && findByUsername(username).isPresent()) {
                throw new WorldException(Refusal.USERNAME_TAKEN);
            }
            long id = kind == ChatKind.GROUP ? - ++lastGroup : Chat.CHANNEL_BASE - ++lastChannel;
            var owner = new Member(ownerId, Role.OWNER, EnumSet.allOf(Right.class), false, lock.now());
            var members = Map.of(ownerId, owner);
            var hash = inviteLinks.primary(id, ownerId);
            return put(new Chat(
                    id, kind, title, username, hash, WorldLock.hashOf(id), members, null, ChatSettings.DEFAULT));
        });
    }

    /** The private chat of two users, made when there was none; of one with himself: his saved messages. */
    public Chat privateChat(long userId, long otherId) {
        return lock.locked(() -> findPrivate(userId, otherId).orElseGet(() -> {
            users.get(userId);
            users.get(otherId);
            var members = new HashMap<Long, Member>();
            for (long id : new long[] {userId, otherId}) {
                members.put(id, new Member(id, Role.MEMBER, Set.of(), false, lock.now()));
            }
            lastPrivate++;
            long hash = WorldLock.hashOf(lastPrivate);
            return put(
                    new Chat(lastPrivate, ChatKind.PRIVATE, "", null, null, hash, members, null, ChatSettings.DEFAULT));
        }));
    }

    public Optional<Chat> findPrivate(long userId, long otherId) {
        return lock.locked(() -> byId.values().stream()
                .filter(chat -> chat.kind() == ChatKind.PRIVATE
                        && chat.members().keySet().equals(userId == otherId ? Set.of(userId) : Set.of(userId, otherId)))
                .findFirst());
    }

    /** The chat that a user's client means by an id: a group's id, or the other's user id. */
    public Optional<Chat> resolve(long viewerId, long idForViewer) {
        return idForViewer > 0 ? findPrivate(viewerId, idForViewer) : find(idForViewer);
    }

    public Optional<Chat> find(long id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /** @throws WorldException {@link Refusal#CHAT_NOT_FOUND} */
    public Chat get(long id) {
        return find(id).orElseThrow(() -> new WorldException(Refusal.CHAT_NOT_FOUND));
    }

    /** A public group or channel by name, without {@code @}, in any case. */
    public Optional<Chat> findByUsername(String username) {
        return lock.locked(() -> byId.values().stream()
                .filter(chat -> username.equalsIgnoreCase(chat.username()))
                .findFirst());
    }

    /** Finds the chat of an invite link that still works. */
    public Optional<Chat> findByInvite(String hash) {
        return lock.locked(() ->
                inviteLinks.find(hash).filter(link -> link.works(lock.now())).map(link -> get(link.chatId())));
    }

    /** In the order of their making. */
    public List<Chat> all() {
        return lock.locked(() -> List.copyOf(byId.values()));
    }

    /** The chats a user is in. */
    public List<Chat> of(long userId) {
        return all().stream().filter(chat -> chat.has(userId)).toList();
    }

    /**
     * Replaces the primary invite link; the old one no longer works.
     *
     * @return the new hash
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}
     */
    public String renewInvite(long chatId, long actorId) {
        return lock.locked(() -> {
            var chat = require(chatId, actorId, Right.INVITE_USERS);
            if (chat.inviteHash() != null) {
                inviteLinks.end(chat.inviteHash());
            }
            var hash = inviteLinks.primary(chatId, actorId);
            replaceInvite(chatId, hash);
            return hash;
        });
    }

    void replaceInvite(long chatId, String hash) {
        put(get(chatId).withInvite(hash));
    }

    /**
     * Joins a public chat by its name.
     *
     * @throws WorldException {@link Refusal#CHAT_PRIVATE} and as {@link #joinByInvite}
     */
    public Chat join(long chatId, long userId) {
        return lock.locked(() -> joined(chatId, inviteLinks.joinByName(chatId, userId)));
    }

    /**
     * Joins a chat by an invite link.
     *
     * @throws WorldException {@link Refusal#INVITE_INVALID}, {@link Refusal#BANNED}, {@link Refusal#ALREADY_A_MEMBER},
     *     {@link Refusal#JOIN_REQUEST_SENT}, {@link Refusal#JOIN_DECLINED}, {@link Refusal#JOIN_GUARDED}
     */
    public Chat joinByInvite(String hash, long userId) {
        return lock.locked(() -> {
            var outcome = inviteLinks.use(hash, userId);
            long chatId = inviteLinks.find(hash).map(InviteLink::chatId).orElse(0L);
            return joined(chatId, outcome);
        });
    }

    private Chat joined(long chatId, JoinOutcome outcome) {
        return switch (outcome) {
            case JOINED -> get(chatId);
            case REQUEST_SENT -> throw new WorldException(Refusal.JOIN_REQUEST_SENT);
            case DECLINED -> throw new WorldException(Refusal.JOIN_DECLINED);
            case GUARDED -> throw new WorldException(Refusal.JOIN_GUARDED);
            case EXPIRED -> throw new WorldException(Refusal.INVITE_INVALID);
            case BANNED -> throw new WorldException(Refusal.BANNED);
            case ALREADY_A_MEMBER -> throw new WorldException(Refusal.ALREADY_A_MEMBER);
        };
    }

    /** Someone brings someone in. Who was banned stays out until unbanned. */
    public Chat add(long chatId, long actorId, long userId) {
        return lock.locked(() -> {
            requirePresent(chatId, actorId);
            return enter(chatId, actorId, userId, null);
        });
    }

    Chat enter(long chatId, long actorId, long userId, @Nullable JoinedBy joinedBy) {
        users.get(userId);
        switch (get(chatId).member(userId).role()) {
            case BANNED -> throw new WorldException(Refusal.BANNED);
            case OWNER, ADMIN, MEMBER -> throw new WorldException(Refusal.ALREADY_A_MEMBER);
            case LEFT -> {}
        }
        var before = get(chatId).member(userId);
        var kept = before.restricted(lock.now()) ? before.restriction() : null;
        var chat =
                change(chatId, actorId, new Member(userId, Role.MEMBER, Set.of(), false, lock.now(), kept, joinedBy));
        if (chat.kind().isGroup()) {
            long announcer = joinedBy != null ? userId : actorId;
            history.announce(chat, announcer, new ServiceAction.MembersJoined(List.of(userId)));
        }
        return chat;
    }

    /** @throws WorldException {@link Refusal#NOT_A_MEMBER} */
    public void leave(long chatId, long userId) {
        lock.locked(() -> {
            var chat = requirePresent(chatId, userId);
            if (chat.kind().isGroup()) {
                history.announce(chat, userId, new ServiceAction.MemberLeft(userId));
            }
            var before = chat.member(userId);
            var kept = before.restricted(lock.now()) ? before.restriction() : null;
            change(chatId, userId, new Member(userId, Role.LEFT, Set.of(), false, lock.now(), kept, null));
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
            var target = require(chatId, actorId, Right.RESTRICT_MEMBERS).member(userId);
            if (target.role() == Role.OWNER || (target.role() == Role.ADMIN && !owns(chatId, actorId))) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            users.get(userId);
            var end = until == null ? null : new Restriction(Set.of(), until);
            change(chatId, actorId, new Member(userId, Role.BANNED, Set.of(), false, lock.now(), end, null));
        });
    }

    /**
     * Lets a banned user come back; he is not brought back.
     *
     * @param evenIfPresent puts out a user who is there, as the Bot API does unless {@code only_if_banned}
     */
    public void unban(long chatId, long actorId, long userId, boolean evenIfPresent) {
        lock.locked(() -> {
            var target = require(chatId, actorId, Right.RESTRICT_MEMBERS).member(userId);
            if (target.role().administers()) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            if (target.role() == Role.BANNED || (evenIfPresent && target.role().present())) {
                change(chatId, actorId, userId, Role.LEFT, Set.of(), false);
            }
        });
    }

    /** Makes a member an admin with exactly these rights; with none, a plain member again. */
    public void promote(long chatId, long actorId, long userId, Set<Right> rights, boolean anonymous) {
        lock.locked(() -> {
            var target = require(chatId, actorId, Right.PROMOTE_MEMBERS).member(userId);
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
            var chat = require(chatId, actorId, Right.RESTRICT_MEMBERS);
            if (chat.kind() != ChatKind.SUPERGROUP) {
                throw new WorldException(Refusal.WRONG_CHAT_KIND);
            }
            users.get(userId);
            var target = chat.member(userId);
            if (target.role().administers()) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            var role = target.role() == Role.BANNED ? Role.LEFT : target.role();
            change(chatId, actorId, new Member(userId, role, Set.of(), false, lock.now(), restriction, null));
        });
    }

    /** Lets a user block a bot, or unblock it; the private chat is made when there was none. */
    public void block(long userId, long botId, boolean blocked) {
        lock.locked(() -> {
            var chat = privateChat(userId, botId);
            if ((chat.member(botId).role() == Role.BANNED) != blocked) {
                change(chat.id(), userId, botId, blocked ? Role.BANNED : Role.MEMBER, Set.of(), false);
            }
        });
    }

    /** Changes the rules of a group or channel, whoever asks. */
    public Chat configure(long chatId, UnaryOperator<ChatSettings> change) {
        return lock.locked(() -> {
            var chat = get(chatId);
            return put(chat.withSettings(change.apply(chat.settings())));
        });
    }

    /**
     * Changes what members may do who are no admins.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}
     */
    public void permit(long chatId, long actorId, Set<Permission> permissions) {
        lock.locked(() -> {
            require(chatId, actorId, Right.RESTRICT_MEMBERS);
            configure(chatId, settings -> settings.permissions(permissions));
        });
    }

    /**
     * Makes a group the discussion group of a channel.
     *
     * @throws WorldException {@link Refusal#WRONG_CHAT_KIND}
     */
    public void link(long channelId, long groupId) {
        lock.locked(() -> {
            if (get(channelId).kind() != ChatKind.CHANNEL || get(groupId).kind() != ChatKind.SUPERGROUP) {
                throw new WorldException(Refusal.WRONG_CHAT_KIND);
            }
            configure(channelId, settings -> settings.linkedTo(groupId));
            configure(groupId, settings -> settings.linkedTo(channelId));
        });
    }

    /**
     * Makes a supergroup of a basic group. Its members move along; the basic group can't be used any more.
     *
     * @return the supergroup
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED} unless the owner asks, {@link Refusal#WRONG_CHAT_KIND},
     *     {@link Refusal#CHAT_UPGRADED}
     */
    public Chat upgrade(long groupId, long actorId) {
        return lock.locked(() -> {
            var group = requirePresent(groupId, actorId);
            if (group.kind() != ChatKind.GROUP) {
                throw new WorldException(Refusal.WRONG_CHAT_KIND);
            }
            if (group.settings().upgradedTo() != null) {
                throw new WorldException(Refusal.CHAT_UPGRADED);
            }
            if (!owns(groupId, actorId)) {
                throw new WorldException(Refusal.ADMIN_REQUIRED);
            }
            var supergroup = create(ChatKind.SUPERGROUP, group.title(), null, actorId)
                    .withSettings(group.settings().upgradedFrom(groupId));
            byId.put(supergroup.id(), supergroup);
            group.present().stream()
                    .filter(member -> member.userId() != actorId)
                    .forEach(member -> change(supergroup.id(), actorId, member));
            put(group.withSettings(group.settings().upgradedTo(supergroup.id())));
            history.announce(group, actorId, new ServiceAction.UpgradedTo(supergroup.id()));
            var upgraded = get(supergroup.id());
            history.announce(upgraded, actorId, new ServiceAction.UpgradedFrom(groupId));
            return upgraded;
        });
    }

    /** Pins a message for everyone, or with null unpins. */
    public void pin(long chatId, long actorId, @Nullable Integer messageId) {
        lock.locked(() -> {
            var chat = get(chatId);
            if (chat.kind() != ChatKind.PRIVATE && !mayPin(requirePresent(chatId, actorId), actorId)) {
                throw new WorldException(Refusal.ADMIN_REQUIRED);
            }
            if (messageId == null) {
                put(chat.withPinned(null));
                return;
            }
            var message = history.of(chatId).get(messageId);
            if (message == null) {
                throw new WorldException(Refusal.MESSAGE_NOT_FOUND);
            }
            put(chat.withPinned(messageId));
            var topicId = message.details().topicId();
            history.announce(
                    chat,
                    actorId,
                    history.nextId(chat),
                    topicId == null ? MessageDetails.GENERAL_TOPIC : topicId,
                    new ServiceAction.MessagePinned(messageId));
        });
    }

    private boolean mayPin(Chat chat, long userId) {
        var member = chat.member(userId);
        return member.role().administers()
                ? member.may(Right.PIN_MESSAGES)
                : chat.permits(userId, Permission.PIN_MESSAGES, lock.now());
    }

    /** The "typing…" line. */
    public void showAction(long chatId, long userId, String action) {
        lock.locked(() -> {
            requirePresent(chatId, userId);
            lock.tell(new WorldEvent.ChatActionShown(chatId, userId, action));
        });
    }

    /** @throws WorldException {@link Refusal#BANNED} or {@link Refusal#NOT_A_MEMBER} */
    public Chat requirePresent(long chatId, long userId) {
        var chat = get(chatId);
        var role = chat.member(userId).role();
        if (role == Role.BANNED) {
            throw new WorldException(Refusal.BANNED, chat.kind());
        }
        if (!role.present()) {
            throw new WorldException(Refusal.NOT_A_MEMBER, chat.kind());
        }
        return chat;
    }

    /** @throws WorldException as {@link #requirePresent}, and {@link Refusal#ADMIN_REQUIRED} */
    public Chat require(long chatId, long userId, Right right) {
        var chat = requirePresent(chatId, userId);
        if (!chat.member(userId).may(right)) {
            throw new WorldException(Refusal.ADMIN_REQUIRED);
        }
        return chat;
    }

    boolean knows(long userId) {
        return users.find(userId).isPresent();
    }

    private boolean owns(long chatId, long userId) {
        return get(chatId).member(userId).role() == Role.OWNER;
    }

    private Chat change(long chatId, long actorId, long userId, Role role, Set<Right> rights, boolean anonymous) {
        return change(chatId, actorId, new Member(userId, role, rights, anonymous, lock.now()));
    }

    private Chat change(long chatId, long actorId, Member after) {
        var chat = get(chatId);
        var before = chat.member(after.userId());
        var members = new HashMap<>(chat.members());
        members.put(after.userId(), after);
        var changed = chat.withMembers(members);
        byId.put(chatId, changed);
        lock.tell(new WorldEvent.MemberChanged(changed, actorId, before, after));
        return changed;
    }

    private Chat put(Chat chat) {
        byId.put(chat.id(), chat);
        lock.tell(new WorldEvent.ChatChanged(chat));
        return chat;
    }
}
