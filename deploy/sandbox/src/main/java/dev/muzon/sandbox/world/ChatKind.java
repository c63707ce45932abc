package dev.muzon.sandbox.world;

/** What sort of conversation a chat is. */
public enum ChatKind {
    PRIVATE(2),
    /** A basic group, which can become a supergroup. Only bots and the page meet it: MTProto does not show it. */
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
