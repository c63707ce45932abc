package dev.muzon.sandbox.world;

/** The standings of a user in a chat. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    /** A user who left, or never was there. */
    LEFT,
    BANNED;

    public boolean present() {
        return this == OWNER || this == ADMIN || this == MEMBER;
    }

    public boolean administers() {
        return this == OWNER || this == ADMIN;
    }
}
