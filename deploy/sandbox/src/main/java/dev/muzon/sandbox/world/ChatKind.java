package dev.muzon.sandbox.world;

/** The kinds of chats. */
public enum ChatKind {
    PRIVATE,
    /** A basic group, which can become a supergroup. Only bots and the page see it. MTProto does not show it. */
    GROUP,
    SUPERGROUP,
    CHANNEL;

    /** Returns whether people talk there. */
    public boolean isGroup() {
        return this == GROUP || this == SUPERGROUP;
    }
}
