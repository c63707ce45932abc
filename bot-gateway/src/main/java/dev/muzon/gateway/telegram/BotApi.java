package dev.muzon.gateway.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port to Telegram's Bot API. Every method blocks until Telegram has answered.
 *
 * <p>Refusals are {@link dev.muzon.protocol.failure.FailureException}s: flood waits with the asked time,
 * {@code telegram.unavailable} for outages and unreadable answers, {@code chat.bot-removed},
 * {@code chat.bot-rights-missing} (with a {@link TopicClosed} as its cause when only the topic refuses),
 * {@code chat.moved} with a {@link ChatMoved} as its cause, {@code message.gone}, {@code telegram.token-rejected},
 * {@code owner.elsewhere} when another process polls, and {@code telegram.refused} for a request that is our mistake.
 */
public interface BotApi {
    /** The updates that Telegram shows at once, from the first one that is not confirmed. */
    int MOST_UPDATES = 100;

    /** The id of a message that Telegram took without telling its number. Sending it again would double it. */
    int UNKNOWN_MESSAGE = -1;

    /**
     * Waits for updates. Asking with an offset confirms everything before it: Telegram forgets those.
     *
     * @param offset the first update wanted, 0 for the oldest that Telegram still has
     * @param wait how long Telegram may hold the question when there is nothing
     * @return the updates in Telegram's order. One that cannot be read comes as {@link Incoming.Ignored}
     */
    List<Incoming> updates(int offset, Duration wait);

    /** Removes a webhook that would keep updates from the poller. Updates wait. */
    void forgetWebhook();

    /**
     * Makes Telegram send updates to an address from now on.
     *
     * @param secret sent with each of them in the header {@code X-Telegram-Bot-Api-Secret-Token}
     */
    void setWebhook(URI address, String secret);

    /** Asks where Telegram sends updates and whether it can. */
    WebhookState webhook();

    /**
     * Reads an update as a webhook brings it.
     *
     * @return empty for an update without a number, because it could not be told from its repetition
     * @throws dev.muzon.protocol.failure.FailureException {@code input.bad} for something that is not JSON
     */
    Optional<Incoming> read(String update);

    /** Returns the bot's own user id, which its token begins with. */
    long id();

    BotIdentity me();

    /**
     * Sends a message.
     *
     * @param replyTo the message it answers, null for none. When that one is gone the answer stands alone
     * @return the id of the new message, or {@link #UNKNOWN_MESSAGE}
     */
    int send(Destination to, Content content, @Nullable Integer replyTo);

    /**
     * Sends a song with its file. That may take minutes.
     *
     * @param replyTo the message it answers, null for none
     * @return the id of the new message, or {@link #UNKNOWN_MESSAGE}
     */
    int send(Destination to, SongMessage song, @Nullable Integer replyTo);

    /** Changes a message of the bot. Telegram's "not modified" counts as success. */
    void edit(long chatId, int messageId, Content content);

    void delete(long chatId, int messageId);

    /**
     * Answers the press of a button.
     *
     * @param text shown to the presser, null for nothing. Plain, at most 200 characters
     * @param alert whether it has to be closed by hand
     */
    void answerButton(String callbackId, @Nullable String text, boolean alert);

    /** Answers an inline query. Telegram waits some seconds for it. */
    void answerInline(String queryId, InlineAnswer answer);

    Membership membership(long chatId, long userId);

    /** Returns the rights that the bot has in a chat. */
    OwnRights ownRights(long chatId);

    /** Returns whether administrators approve everybody who wants to join a public group. */
    boolean approvesMembers(long chatId);

    /** Returns the user ids of all administrators, but of bots only this one's. */
    Set<Long> administrators(long chatId);

    /** Returns how many members a chat has, bots among them. */
    int memberCount(long chatId);

    /**
     * Announces the menu of commands.
     *
     * @param languageTag null for people whose language has no separate list
     */
    void announceCommands(List<CommandHint> commands, @Nullable String languageTag);

    /**
     * Announces the menu of one person's private chat, which replaces the common one there.
     *
     * @throws dev.muzon.protocol.failure.FailureException when the person never wrote to the bot
     */
    void announceCommandsTo(long person, List<CommandHint> commands, @Nullable String languageTag);

    /**
     * Opens a file for reading.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code source.not-found}, {@code track.too-large}
     */
    RemoteFile open(String fileId);

    /** Creates a link by which one account can join within the next minutes. */
    String inviteLink(long chatId);

    /** Approves a request to join. It is a success when they are in already or no longer wait. */
    void approveJoinRequest(long chatId, long userId);
}
