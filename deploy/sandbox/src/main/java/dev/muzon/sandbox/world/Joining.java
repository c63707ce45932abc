package dev.muzon.sandbox.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways into a chat by name or invite link, and the requests of users who wait for approval. */
public final class Joining {
    private final WorldLock lock;
    private final Chats chats;
    private final Members members;
    private final LinkRegister links;
    private final Map<Long, Map<Long, JoinRequest>> requests = new HashMap<>();

    Joining(WorldLock lock, Chats chats, Members members, LinkRegister links) {
        this.lock = lock;
        this.chats = chats;
        this.members = members;
        this.links = links;
    }

    /**
     * Joins a public chat by its name.
     *
     * @throws WorldException {@link Refusal#CHAT_PRIVATE} and as {@link #joinByInvite}
     */
    public Chat join(long chatId, long userId) {
        return lock.locked(() -> joined(chatId, attempt(chatId, userId)));
    }

    /**
     * Joins a chat by an invite link.
     *
     * @throws WorldException {@link Refusal#INVITE_INVALID}, {@link Refusal#BANNED}, {@link Refusal#ALREADY_A_MEMBER},
     *     {@link Refusal#JOIN_REQUEST_SENT}, {@link Refusal#JOIN_DECLINED}, {@link Refusal#JOIN_GUARDED},
     *     {@link Refusal#CHAT_FULL}
     */
    public Chat joinByInvite(String hash, long userId) {
        return lock.locked(() -> {
            var outcome = attemptByInvite(hash, userId);
            long chatId = links.find(hash).map(InviteLink::chatId).orElse(0L);
            return joined(chatId, outcome);
        });
    }

    private Chat joined(long chatId, JoinOutcome outcome) {
        return switch (outcome) {
            case JOINED -> chats.get(chatId);
            case REQUEST_SENT -> throw new WorldException(Refusal.JOIN_REQUEST_SENT);
            case DECLINED -> throw new WorldException(Refusal.JOIN_DECLINED);
            case GUARDED -> throw new WorldException(Refusal.JOIN_GUARDED);
            case EXPIRED -> throw new WorldException(Refusal.INVITE_INVALID);
            case BANNED -> throw new WorldException(Refusal.BANNED);
            case FULL -> throw new WorldException(Refusal.CHAT_FULL);
            case ALREADY_A_MEMBER -> throw new WorldException(Refusal.ALREADY_A_MEMBER);
        };
    }

    /** Tries to join a chat by an invite link. */
    public JoinOutcome attemptByInvite(String hash, long userId) {
        return lock.locked(() -> links.find(hash)
                .filter(link -> link.works(lock.now()))
                .map(link -> enter(link.chatId(), userId, link))
                .orElse(JoinOutcome.EXPIRED));
    }

    /**
     * Tries to join a public chat by its name.
     *
     * @throws WorldException {@link Refusal#CHAT_PRIVATE}
     */
    public JoinOutcome attempt(long chatId, long userId) {
        return lock.locked(() -> {
            if (chats.get(chatId).username() == null) {
                throw new WorldException(Refusal.CHAT_PRIVATE);
            }
            return enter(chatId, userId, null);
        });
    }

    private JoinOutcome enter(long chatId, long userId, @Nullable InviteLink link) {
        var chat = chats.get(chatId);
        if (chat.settings().upgradedTo() != null) {
            return JoinOutcome.EXPIRED;
        }
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
        if (chat.full()) {
            return JoinOutcome.FULL;
        }
        members.enter(chatId, userId, userId, link == null ? null : new JoinedBy(link.hash(), false));
        if (link != null) {
            links.put(link.used());
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
     *     {@link Refusal#ALREADY_A_MEMBER}, {@link Refusal#CHAT_FULL}
     */
    public void approve(long chatId, long actorId, long userId) {
        lock.locked(() -> {
            if (chats.get(chatId).full()) {
                throw new WorldException(Refusal.CHAT_FULL);
            }
            var request = take(chatId, actorId, userId);
            members.enter(chatId, actorId, userId, new JoinedBy(request.inviteHash(), true));
            Optional.ofNullable(request.inviteHash()).flatMap(links::find).ifPresent(link -> links.put(link.used()));
        });
    }

    /** Sends a waiting user away. Throws as {@link #approve}. */
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

    /** Lists the requests to join a chat, oldest first. */
    public List<JoinRequest> requests(long chatId) {
        return lock.locked(
                () -> new ArrayList<>(requests.getOrDefault(chatId, Map.of()).values()));
    }
}
