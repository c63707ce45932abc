package dev.muzon.sandbox.world;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every conversation, and who may what in it. */
public final class Chats {
    private final Heart heart;
    private final Users users;
    private final History history;
    private final Map<Long, Chat> byId = new LinkedHashMap<>();
    private final Map<String, Long> invites = new HashMap<>();
    private long lastPrivate;
    private long lastChannel = 2_000_000_000L;

    Chats(Heart heart, Users users, History history) {
        this.heart = heart;
        this.users = users;
        this.history = history;
    }

    /** A new group with its owner alone in it. */
    public Chat createGroup(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.SUPERGROUP, title, username, ownerId);
    }

    /** A new channel. */
    public Chat createChannel(String title, @Nullable String username, long ownerId) {
        return create(ChatKind.CHANNEL, title, username, ownerId);
    }

    private Chat create(ChatKind kind, String title, @Nullable String username, long ownerId) {
        return heart.locked(() -> {
            users.get(ownerId);
            if (username != null && findByUsername(username).isPresent()) {
                throw new WorldException(Refusal.USERNAME_TAKEN);
            }
            lastChannel++;
            long id = Chat.CHANNEL_BASE - lastChannel;
            var owner = new Member(ownerId, Role.OWNER, EnumSet.allOf(Right.class), false, heart.now());
            var hash = newInvite(id);
            return put(new Chat(id, kind, title, username, hash, Heart.hashOf(id), Map.of(ownerId, owner), null));
        });
    }

    /** The private chat of two users, made when there was none; of one with himself: his saved messages. */
    public Chat privateChat(long userId, long otherId) {
        return heart.locked(() -> findPrivate(userId, otherId).orElseGet(() -> {
            users.get(userId);
            users.get(otherId);
            var members = new HashMap<Long, Member>();
            for (long id : new long[] {userId, otherId}) {
                members.put(id, new Member(id, Role.MEMBER, Set.of(), false, heart.now()));
            }
            lastPrivate++;
            return put(
                    new Chat(lastPrivate, ChatKind.PRIVATE, "", null, null, Heart.hashOf(lastPrivate), members, null));
        }));
    }

    public Optional<Chat> findPrivate(long userId, long otherId) {
        return heart.locked(() -> byId.values().stream()
                .filter(chat -> chat.kind() == ChatKind.PRIVATE
                        && chat.members().keySet().equals(userId == otherId ? Set.of(userId) : Set.of(userId, otherId)))
                .findFirst());
    }

    /** The chat that a user's client means by an id: a group's id, or the other's user id. */
    public Optional<Chat> resolve(long viewerId, long idForViewer) {
        return idForViewer > 0 ? findPrivate(viewerId, idForViewer) : find(idForViewer);
    }

    public Optional<Chat> find(long id) {
        return heart.locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /** @throws WorldException {@link Refusal#CHAT_NOT_FOUND} */
    public Chat get(long id) {
        return find(id).orElseThrow(() -> new WorldException(Refusal.CHAT_NOT_FOUND));
    }

    /** A public group or channel by name, without {@code @}, in any case. */
    public Optional<Chat> findByUsername(String username) {
        return heart.locked(() -> byId.values().stream()
                .filter(chat -> username.equalsIgnoreCase(chat.username()))
                .findFirst());
    }

    /** The group behind an invite link's hash. */
    public Optional<Chat> findByInvite(String hash) {
        return heart.locked(() -> Optional.ofNullable(invites.get(hash)).map(byId::get));
    }

    /** In the order of their making. */
    public List<Chat> all() {
        return heart.locked(() -> List.copyOf(byId.values()));
    }

    /** The chats a user is in. */
    public List<Chat> of(long userId) {
        return all().stream().filter(chat -> chat.has(userId)).toList();
    }

    /**
     * One more invite link.
     *
     * @return its hash
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}
     */
    public String invite(long chatId, long actorId) {
        return heart.locked(() -> {
            require(chatId, actorId, Right.INVITE_USERS);
            return newInvite(chatId);
        });
    }

    /**
     * Replaces the primary invite link; the old one no longer works.
     *
     * @return the new hash
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}
     */
    public String renewInvite(long chatId, long actorId) {
        return heart.locked(() -> {
            var chat = require(chatId, actorId, Right.INVITE_USERS);
            if (chat.inviteHash() != null) {
                invites.remove(chat.inviteHash());
            }
            var hash = newInvite(chatId);
            put(chat.withInvite(hash));
            return hash;
        });
    }

    /** @throws WorldException {@link Refusal#CHAT_PRIVATE}, {@link Refusal#BANNED}, {@link Refusal#ALREADY_A_MEMBER} */
    public Chat join(long chatId, long userId) {
        return heart.locked(() -> {
            if (get(chatId).username() == null) {
                throw new WorldException(Refusal.CHAT_PRIVATE);
            }
            return enter(chatId, userId, userId);
        });
    }

    /** @throws WorldException {@link Refusal#INVITE_INVALID}, {@link Refusal#BANNED}, {@link Refusal#ALREADY_A_MEMBER} */
    public Chat joinByInvite(String hash, long userId) {
        return heart.locked(() -> {
            var chat = findByInvite(hash).orElseThrow(() -> new WorldException(Refusal.INVITE_INVALID));
            return enter(chat.id(), userId, userId);
        });
    }

    /** Someone brings someone in. Who was banned stays out until unbanned. */
    public Chat add(long chatId, long actorId, long userId) {
        return heart.locked(() -> {
            requirePresent(chatId, actorId);
            return enter(chatId, actorId, userId);
        });
    }

    private Chat enter(long chatId, long actorId, long userId) {
        users.get(userId);
        switch (get(chatId).member(userId).role()) {
            case BANNED -> throw new WorldException(Refusal.BANNED);
            case OWNER, ADMIN, MEMBER -> throw new WorldException(Refusal.ALREADY_A_MEMBER);
            case LEFT -> {}
        }
        var chat = change(chatId, actorId, userId, Role.MEMBER, Set.of(), false);
        if (chat.kind() == ChatKind.SUPERGROUP) {
            history.announce(chat, actorId, new ServiceAction.MembersJoined(List.of(userId)));
        }
        return chat;
    }

    /** @throws WorldException {@link Refusal#NOT_A_MEMBER} */
    public void leave(long chatId, long userId) {
        heart.locked(() -> {
            var chat = requirePresent(chatId, userId);
            if (chat.kind() == ChatKind.SUPERGROUP) {
                history.announce(chat, userId, new ServiceAction.MemberLeft(userId));
            }
            change(chatId, userId, userId, Role.LEFT, Set.of(), false);
        });
    }

    /** @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#TARGET_IS_ADMIN} */
    public void ban(long chatId, long actorId, long userId) {
        heart.locked(() -> {
            var target = require(chatId, actorId, Right.RESTRICT_MEMBERS).member(userId);
            if (target.role() == Role.OWNER || (target.role() == Role.ADMIN && !owns(chatId, actorId))) {
                throw new WorldException(Refusal.TARGET_IS_ADMIN);
            }
            users.get(userId);
            change(chatId, actorId, userId, Role.BANNED, Set.of(), false);
        });
    }

    /**
     * Lets a banned user come back; he is not brought back.
     *
     * @param evenIfPresent puts out a user who is there, as the Bot API does unless {@code only_if_banned}
     */
    public void unban(long chatId, long actorId, long userId, boolean evenIfPresent) {
        heart.locked(() -> {
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
        heart.locked(() -> {
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

    /** Pins a message for everyone, or with null unpins. */
    public void pin(long chatId, long actorId, @Nullable Integer messageId) {
        heart.locked(() -> {
            var chat = get(chatId);
            if (chat.kind() != ChatKind.PRIVATE) {
                require(chatId, actorId, Right.PIN_MESSAGES);
            }
            if (messageId != null && !history.of(chatId).containsKey(messageId)) {
                throw new WorldException(Refusal.MESSAGE_NOT_FOUND);
            }
            put(chat.withPinned(messageId));
            if (messageId != null) {
                history.announce(chat, actorId, new ServiceAction.MessagePinned(messageId));
            }
        });
    }

    /** The "typing…" line. */
    public void showAction(long chatId, long userId, String action) {
        heart.locked(() -> {
            requirePresent(chatId, userId);
            heart.tell(new WorldEvent.ChatActionShown(chatId, userId, action));
        });
    }

    /** @throws WorldException {@link Refusal#BANNED} or {@link Refusal#NOT_A_MEMBER} */
    public Chat requirePresent(long chatId, long userId) {
        var chat = get(chatId);
        var role = chat.member(userId).role();
        if (role == Role.BANNED) {
            throw new WorldException(Refusal.BANNED);
        }
        if (!role.present()) {
            throw new WorldException(Refusal.NOT_A_MEMBER);
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

    private boolean owns(long chatId, long userId) {
        return get(chatId).member(userId).role() == Role.OWNER;
    }

    private Chat change(long chatId, long actorId, long userId, Role role, Set<Right> rights, boolean anonymous) {
        var chat = get(chatId);
        var before = chat.member(userId);
        var after = new Member(userId, role, rights, anonymous, heart.now());
        var members = new HashMap<>(chat.members());
        members.put(userId, after);
        var changed = chat.withMembers(members);
        byId.put(chatId, changed);
        heart.tell(new WorldEvent.MemberChanged(changed, actorId, before, after));
        return changed;
    }

    private Chat put(Chat chat) {
        byId.put(chat.id(), chat);
        heart.tell(new WorldEvent.ChatChanged(chat));
        return chat;
    }

    private String newInvite(long chatId) {
        var hash = "Muzon" + Long.toString(Heart.hashOf(heart.nextId()) & Long.MAX_VALUE, 36);
        invites.put(hash, chatId);
        return hash;
    }
}
