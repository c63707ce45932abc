package dev.muzon.gateway.telegram;

/**
 * The bot's own rights in a chat, as far as it uses them.
 *
 * @param administrator whether it is one, which also lets it see every item of an album
 * @param inviteUsers whether it may create invite links and answer requests to join
 */
public record OwnRights(boolean administrator, boolean inviteUsers) {
    static final OwnRights NONE = new OwnRights(false, false);
}
