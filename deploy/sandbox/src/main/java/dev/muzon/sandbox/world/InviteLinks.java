package dev.muzon.sandbox.world;

import java.util.List;
import java.util.Optional;

/** Invite links with their limits. */
public final class InviteLinks {
    private final WorldLock lock;
    private final Chats chats;
    private final LinkRegister links;

    InviteLinks(WorldLock lock, Chats chats, LinkRegister links) {
        this.lock = lock;
        this.chats = chats;
        this.links = links;
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
            return links.put(links.newLink(chatId, actorId, terms, false));
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
            return links.put(link.with(terms));
        });
    }

    /** Ends a link that the actor made; the primary one is replaced. Throws as {@link #edit}. */
    public InviteLink revoke(long chatId, long actorId, String hash) {
        return lock.locked(() -> {
            chats.require(chatId, actorId, Right.INVITE_USERS);
            var revoked = links.put(own(chatId, actorId, hash).revoke());
            if (hash.equals(chats.get(chatId).inviteHash())) {
                chats.put(chats.get(chatId).withInvite(links.primary(chatId, actorId)));
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
        return links.find(hash)
                .filter(link -> link.chatId() == chatId)
                .filter(link -> link.creatorId() == actorId
                        || chats.get(chatId).member(actorId).role() == Role.OWNER)
                .orElseThrow(() -> new WorldException(Refusal.INVITE_INVALID));
    }

    /** Finds a link by its hash, whether it still works or not. */
    public Optional<InviteLink> find(String hash) {
        return lock.locked(() -> links.find(hash));
    }

    /** Lists the links of a chat, oldest first. */
    public List<InviteLink> of(long chatId) {
        return lock.locked(() -> links.of(chatId));
    }

    /** Finds the chat of an invite link that still works. */
    public Optional<Chat> chatBehind(String hash) {
        return lock.locked(
                () -> links.find(hash).filter(link -> link.works(lock.now())).map(link -> chats.get(link.chatId())));
    }

    /**
     * Replaces the primary invite link. The old one no longer works.
     *
     * @return the new hash
     * @throws WorldException {@link Refusal#ADMIN_REQUIRED}
     */
    public String renew(long chatId, long actorId) {
        return lock.locked(() -> {
            var chat = chats.require(chatId, actorId, Right.INVITE_USERS);
            if (chat.inviteHash() != null) {
                links.end(chat.inviteHash());
            }
            var hash = links.primary(chatId, actorId);
            chats.put(chats.get(chatId).withInvite(hash));
            return hash;
        });
    }
}
