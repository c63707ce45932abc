package dev.muzon.sandbox.world;

/** How someone stands in a chat. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    /** Was there, or never was. */
    LEFT,
    BANNED;

    public boolean present() {
        return this == OWNER || this == ADMIN || this == MEMBER;
    }

    public boolean administers() {
        return this == OWNER || this == ADMIN;
    }
}
