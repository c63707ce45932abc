package dev.muzon.sandbox.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Invite links with their limits, and the requests of users who wait for approval. */
public final class InviteLinks {
    private final WorldLock lock;
    private final Chats chats;
    private final Map<String, InviteLink> byHash = new LinkedHashMap<>();
    private final Map<Long, Map<Long, JoinRequest>> requests = new HashMap<>();

    InviteLinks(WorldLock lock, Chats chats) {
        this.lock = lock;
        this.chats = chats;
    }

    /**
     * Makes one more link.
     *
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}, {@link Refusal#MEMBER_LIMIT_WITH_APPROVAL}
     */
    public InviteLink create(long chatId, long actorId, InviteLink.Terms terms) {
        return lock.locked(() -> {
            chats.require(chatId, actorId, Right.INVITE_USERS);
            check(terms);
            return put(newLink(chatId, actorId, terms, false));
        });
    }

    /** Changes the limits of a link that the actor made. Throws as {@link #create}, and {@link Refusal#INVITE_INVALID}. */
    public InviteLink edit(long chatId, long actorId, String hash, InviteLink.Terms terms) {
        return lock.locked(() -> {
            chats.require(chatId, actorId, Right.INVITE_USERS);
            check(terms);
            var link = own(chatId, actorId, hash);
            if (link.primary() || link.revoked()) {
                throw new WorldException(Refusal.INVITE_INVALID);
            }
            return put(link.with(terms));
        });
    }

    /** Ends a link that the actor made. The primary one is replaced. Throws as {@link #edit}. */
    public InviteLink revoke(long chatId, long actorId, String hash) {
        return lock.locked(() -> {
            chats.require(chatId, actorId, Right.INVITE_USERS);
            var revoked = put(own(chatId, actorId, hash).revoke());
            if (hash.equals(chats.get(chatId).inviteHash())) {
                chats.replaceInvite(chatId, primary(chatId, actorId));
            }
            return revoked;
        });
    }

    private static void check(InviteLink.Terms terms) {
        if (terms.createsJoinRequest() && terms.memberLimit() > 0) {
            throw new WorldException(Refusal.MEMBER_LIMIT_WITH_APPROVAL);
        }
    }

    private InviteLink own(long chatId, long actorId, String hash) {
        return find(hash)
                .filter(link -> link.chatId() == chatId)
                .filter(link -> link.creatorId() == actorId
                        || chats.get(chatId).member(actorId).role() == Role.OWNER)
                .orElseThrow(() -> new WorldException(Refusal.INVITE_INVALID));
    }

    /** Makes the chat's primary link. */
    String primary(long chatId, long creatorId) {
        return put(newLink(chatId, creatorId, InviteLink.Terms.NONE, true)).hash();
    }

    /** Ends a link in any state. An unknown one is passed over. */
    void end(String hash) {
        find(hash).ifPresent(link -> put(link.revoke()));
    }

    private InviteLink newLink(long chatId, long creatorId, InviteLink.Terms terms, boolean primary) {
        var hash = "Muzon" + Long.toString(WorldLock.hashOf(lock.nextId()) & Long.MAX_VALUE, 36);
        return new InviteLink(hash, chatId, creatorId, terms, 0, primary, false);
    }

    private InviteLink put(InviteLink link) {
        byHash.put(link.hash(), link);
        return link;
    }

    /** Finds a link by its hash, whether it still works or not. */
    public Optional<InviteLink> find(String hash) {
        return lock.locked(() -> Optional.ofNullable(byHash.get(hash)));
    }

    /** Lists the links of a chat, oldest first. */
    public List<InviteLink> of(long chatId) {
        return lock.locked(() ->
                byHash.values().stream().filter(link -> link.chatId() == chatId).toList());
    }

    /** Tries to join a chat by an invite link. */
    public JoinOutcome use(String hash, long userId) {
        return lock.locked(() -> find(hash)
                .filter(link -> link.works(lock.now()))
                .map(link -> enter(link.chatId(), userId, link))
                .orElse(JoinOutcome.EXPIRED));
    }

    /**
     * Tries to join a public chat by its name.
     *
     * @throws WorldException {@link Refusal#CHAT_PRIVATE}
     */
    public JoinOutcome joinByName(long chatId, long userId) {
        return lock.locked(() -> {
            if (chats.get(chatId).username() == null) {
                throw new WorldException(Refusal.CHAT_PRIVATE);
            }
            return enter(chatId, userId, null);
        });
    }

    private JoinOutcome enter(long chatId, long userId, @Nullable InviteLink link) {
        var chat = chats.get(chatId);
        var role = chat.member(userId).role();
        if (role.present()) {
            return JoinOutcome.ALREADY_A_MEMBER;
        }
        if (role == Role.BANNED) {
            return JoinOutcome.BANNED;
        }
        var policy = chat.settings().joinPolicy();
        if (policy == JoinPolicy.DECLINE) {
            return JoinOutcome.DECLINED;
        }
        if (policy == JoinPolicy.GUARD) {
            return JoinOutcome.GUARDED;
        }
        boolean needsApproval;
        if (link == null || link.primary()) {
            needsApproval = policy == JoinPolicy.APPROVAL;
        } else {
            needsApproval = link.terms().createsJoinRequest();
        }
        if (needsApproval) {
            return ask(chatId, userId, link);
        }
        chats.enter(chatId, userId, userId, link == null ? null : new JoinedBy(link.hash(), false));
        if (link != null) {
            put(link.used());
        }
        return JoinOutcome.JOINED;
    }

    private JoinOutcome ask(long chatId, long userId, @Nullable InviteLink link) {
        var request = new JoinRequest(chatId, userId, link == null ? null : link.hash(), lock.now());
        if (requests.computeIfAbsent(chatId, _ -> new LinkedHashMap<>()).putIfAbsent(userId, request) == null) {
            lock.tell(new WorldEvent.JoinRequested(request));
        }
        return JoinOutcome.REQUEST_SENT;
    }

    /**
     * Lets a waiting user in.
     *
     * @throws WorldException {@link Refusal#JOIN_REQUESTS_FORBIDDEN}, {@link Refusal#JOIN_REQUEST_NOT_FOUND},
     *     {@link Refusal#ALREADY_A_MEMBER}
     */
    public void approve(long chatId, long actorId, long userId) {
        lock.locked(() -> {
            var request = take(chatId, actorId, userId);
            chats.enter(chatId, actorId, userId, new JoinedBy(request.inviteHash(), true));
            Optional.ofNullable(request.inviteHash()).flatMap(this::find).ifPresent(link -> put(link.used()));
        });
    }

    /** Declines a waiting user. Throws as {@link #approve}. */
    public void decline(long chatId, long actorId, long userId) {
        lock.locked(() -> {
            take(chatId, actorId, userId);
        });
    }

    private JoinRequest take(long chatId, long actorId, long userId) {
        var chat = chats.requirePresent(chatId, actorId);
        if (!chat.member(actorId).may(Right.INVITE_USERS)) {
            throw new WorldException(Refusal.JOIN_REQUESTS_FORBIDDEN);
        }
        if (chat.has(userId)) {
            throw new WorldException(Refusal.ALREADY_A_MEMBER);
        }
        var request = requests.getOrDefault(chatId, new HashMap<>()).remove(userId);
        if (request == null) {
            throw new WorldException(Refusal.JOIN_REQUEST_NOT_FOUND);
        }
        return request;
    }

    /** Lists the users who wait to join a chat, the longest waiting first. */
    public List<JoinRequest> requests(long chatId) {
        return lock.locked(
                () -> new ArrayList<>(requests.getOrDefault(chatId, Map.of()).values()));
    }
}
