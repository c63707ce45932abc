package dev.muzon.sandbox.world;

/** The result of an attempt to join a chat. */
public enum JoinOutcome {
    JOINED,
    /** An admin has to approve the request first. */
    REQUEST_SENT,
    DECLINED,
    /** A guard bot has to approve first. */
    GUARDED,
    /** The link is unknown, revoked, too old or used up. */
    EXPIRED,
    BANNED,
    /** As many are in the chat as it holds. */
    FULL,
    ALREADY_A_MEMBER
}
