package dev.muzon.sandbox.world;

/** The kinds of chats. */
public enum ChatKind {
    PRIVATE(2),
    /** A basic group, which can become a supergroup. */
    GROUP(200),
    SUPERGROUP(200_000),
    CHANNEL(Integer.MAX_VALUE);

    private final int maxMembers;

    ChatKind(int maxMembers) {
        this.maxMembers = maxMembers;
    }

    /** Returns how many members fit in, unless the chat's settings say less. */
    int maxMembers() {
        return maxMembers;
    }

    /** Returns whether MTProto calls it a channel, as it does supergroups too. */
    public boolean isChannel() {
        return this == SUPERGROUP || this == CHANNEL;
    }

    /** Returns whether people talk there. */
    public boolean isGroup() {
        return this == GROUP || this == SUPERGROUP;
    }
}
