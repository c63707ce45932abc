package dev.muzon.gateway.telegram;

/** Somebody's standing in a chat. */
public enum Membership {
    /** Owner or administrator. */
    ADMINISTRATOR,
    MEMBER,
    /** Left, removed or never there. What version 0.1.0 stored calls a banned person so, too. */
    ABSENT,
    /** Not there, and kept out until somebody lifts the ban. */
    BANNED;

    /** Returns whether they are in the chat. */
    public boolean isInside() {
        return this == ADMINISTRATOR || this == MEMBER;
    }

    /**
     * Reads Telegram's {@code ChatMember}.
     *
     * @param inside its {@code is_member}, which only a restricted member has
     */
    static Membership of(String status, boolean inside) {
        return switch (status) {
            case "creator", "administrator" -> ADMINISTRATOR;
            case "restricted" -> inside ? MEMBER : ABSENT;
            case "left" -> ABSENT;
            case "kicked" -> BANNED;
            default -> MEMBER;
        };
    }
}
