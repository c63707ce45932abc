package dev.muzon.gateway.telegram;

/** Somebody's standing in a chat. */
public enum Membership {
    /** Owner or administrator. */
    ADMINISTRATOR,
    MEMBER,
    /** Left, removed, banned or never there. */
    ABSENT;

    /**
     * Reads Telegram's {@code ChatMember}.
     *
     * @param inside its {@code is_member}, which only a restricted member has
     */
    static Membership of(String status, boolean inside) {
        return switch (status) {
            case "creator", "administrator" -> ADMINISTRATOR;
            case "restricted" -> inside ? MEMBER : ABSENT;
            case "left", "kicked" -> ABSENT;
            default -> MEMBER;
        };
    }
}
