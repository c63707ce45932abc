package dev.muzon.sandbox.world;

/** The way in which a chat treats users who want to join it. */
public enum JoinPolicy {
    OPEN,
    /** Users who join by the public name or the primary link wait for an admin's approval. */
    APPROVAL,
    /** Every attempt is declined at once. */
    DECLINE,
    /** A guard bot has to approve first, in a web page. */
    GUARD
}
