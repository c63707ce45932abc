package dev.muzon.gateway.telegram;

import java.net.URI;

/**
 * The bot's own account.
 *
 * @param username without {@code @}
 * @param hearsEverything whether its privacy mode is off, so that groups show it every message
 */
public record BotIdentity(long id, String username, boolean hearsEverything) {
    /**
     * Returns the link by which a person adds the bot to a group. Where the bot is a member already, the link makes it
     * an administrator. It asks for the one right that the bot uses.
     */
    public URI groupLink() {
        return URI.create("https://t.me/" + username + "?startgroup=true&admin=invite_users");
    }
}
