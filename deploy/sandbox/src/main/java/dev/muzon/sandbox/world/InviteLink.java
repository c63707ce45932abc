package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that lets users into a chat.
 *
 * @param hash what follows {@code t.me/+}
 * @param joined how many users came by it and are counted against the limit
 */
public record InviteLink(
        String hash, long chatId, long creatorId, Terms terms, int joined, boolean primary, boolean revoked) {
    /**
     * The limits of a link.
     *
     * @param name shown to admins only. Empty for none
     * @param expires null for never
     * @param memberLimit 0 for none
     * @param createsJoinRequest whether an admin approves each user
     */
    public record Terms(String name, @Nullable Instant expires, int memberLimit, boolean createsJoinRequest) {
        public static final Terms NONE = new Terms("", null, 0, false);
    }

    /** Returns whether the link works at this time. */
    public boolean works(Instant now) {
        return !revoked
                && (terms.expires() == null || now.isBefore(terms.expires()))
                && (terms.memberLimit() == 0 || joined < terms.memberLimit());
    }

    InviteLink used() {
        return new InviteLink(hash, chatId, creatorId, terms, joined + 1, primary, revoked);
    }

    InviteLink with(Terms newTerms) {
        return new InviteLink(hash, chatId, creatorId, newTerms, joined, primary, revoked);
    }

    InviteLink revoke() {
        return new InviteLink(hash, chatId, creatorId, terms, joined, primary, true);
    }
}
