package dev.muzon.protocol;

/**
 * The person or chat that asked for something.
 *
 * @param id Telegram user id. For anonymous admins and channel senders the id of the chat they speak for
 * @param name what the chat shows for them
 */
public record Requester(long id, String name) {
    /** The requester of songs that nobody asked for. Telegram gives no user this id. */
    public static final Requester AUTOPLAY = new Requester(0, "Autoplay");

    /** Returns whether nobody asked, so that everybody may take the song away. */
    public static boolean nobody(Requester requester) {
        return requester.id() == AUTOPLAY.id();
    }
}
