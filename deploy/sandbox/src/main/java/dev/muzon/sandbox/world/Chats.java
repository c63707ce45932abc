package dev.muzon.sandbox.world;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All conversations with their rules. */
public final class Chats {
    private final WorldLock lock;
    private final Users users;
    private final LinkRegister links;
    private final Map<Long, Chat> byId = new LinkedHashMap<>();
    private long lastPrivate;
    private long lastChannel = 2_000_000_000L;
    private long lastGroup = 4_000_000L;

    Chats(WorldLock lock, Users users, LinkRegister links) {
        this.lock = lock;
        this.users = users;
        this.links = links;
    }

    /** Makes a supergroup with its owner alone in it. */
    public Chat createGroup(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.SUPERGROUP, title, username, ownerId);
    }

    /** Makes a basic group with its owner alone in it. */
    public Chat createBasicGroup(String title, long ownerId) {
        return create(ChatKind.GROUP, title, null, ownerId);
    }

    /** Makes a channel with its owner alone in it. */
    public Chat createChannel(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.CHANNEL, title, username, ownerId);
    }

    /** Leaves out the ids that earlier worlds have given away. */
    void skipFormer() {
        lastPrivate += lock.former();
        lastChannel += lock.former();
        lastGroup += lock.former();
    }

    Chat create(ChatKind kind, String title, @Nullable String username, long ownerId) {
        return lock.locked(() -> {
            users.get(ownerId);
            if (username != null && findByUsername(username).isPresent()) {
                throw new WorldException(Refusal.USERNAME_TAKEN);
            }
            long id = kind == ChatKind.GROUP ? - ++lastGroup : Chat.CHANNEL_BASE - ++lastChannel;
            var owner = new Member(ownerId, Role.OWNER, EnumSet.allOf(Right.class), false, lock.now());
            var members = Map.of(ownerId, owner);
            var hash = links.primary(id, ownerId);
            return put(new Chat(
                    id, kind, title, username, hash, WorldLock.hashOf(id), members, null, ChatSettings.DEFAULT, 0));
        });
    }

    /**
     * Returns the private chat of two users, which is made when there is none. A user's chat with themselves is their
     * saved messages.
     */
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
            return put(new Chat(
                    lastPrivate, ChatKind.PRIVATE, "", null, null, hash, members, null, ChatSettings.DEFAULT, 0));
        }));
    }

    public Optional<Chat> findPrivate(long userId, long otherId) {
        return lock.locked(() -> byId.values().stream()
                .filter(chat -> chat.kind() == ChatKind.PRIVATE
                        && chat.members().keySet().equals(userId == otherId ? Set.of(userId) : Set.of(userId, otherId)))
                .findFirst());
    }

    /** Finds the chat that a user's client means by an id: a group's id, or the other's user id. */
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

    /** Finds a public group or channel by its name, without {@code @}, in any case. */
    public Optional<Chat> findByUsername(String username) {
        return lock.locked(() -> byId.values().stream()
                .filter(chat -> username.equalsIgnoreCase(chat.username()))
                .findFirst());
    }

    /** Returns all chats in the order of their making. */
    public List<Chat> all() {
        return lock.locked(() -> List.copyOf(byId.values()));
    }

    /** Returns the chats that a user is in. */
    public List<Chat> of(long userId) {
        return all().stream().filter(chat -> chat.has(userId)).toList();
    }

    /** Changes the rules of a group or channel, without a check of rights. */
    public Chat configure(long chatId, UnaryOperator<ChatSettings> change) {
        return lock.locked(() -> {
            var chat = get(chatId);
            return put(chat.withSettings(change.apply(chat.settings())));
        });
    }

    /**
     * Changes what members without admin rights may do.
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

    /** Shows the "typing…" line. */
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

    /** Gives a user another standing. */
    Chat change(long chatId, long actorId, Member after) {
        var chat = get(chatId);
        var before = chat.member(after.userId());
        var members = new HashMap<>(chat.members());
        members.put(after.userId(), after);
        var changed = chat.withMembers(members).nextVersion();
        byId.put(chatId, changed);
        lock.tell(new WorldEvent.MemberChanged(changed, actorId, before, after));
        return changed;
    }

    /** Keeps a chat as it is now. */
    Chat put(Chat chat) {
        var kept = chat.nextVersion();
        byId.put(kept.id(), kept);
        lock.tell(new WorldEvent.ChatChanged(kept));
        return kept;
    }
}
