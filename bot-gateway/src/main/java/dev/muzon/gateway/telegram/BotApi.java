package dev.muzon.gateway.telegram;

import dev.muzon.protocol.Language;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway asks of Telegram. Every method blocks until Telegram answered and throws
 * {@link dev.muzon.protocol.failure.FailureException}: flood waits with the asked time, {@code telegram.unavailable}
 * for outages and answers nobody can read, {@code chat.bot-removed}, {@code chat.moved} with a {@link ChatMoved} as its cause, {@code chat.bot-rights-missing},
 * {@code message.gone}, {@code telegram.token-rejected}, {@code owner.elsewhere} when another process polls, and
 * {@code telegram.refused} for every other refusal.
 */
public interface BotApi {
    /**
     * Waits for updates. Asking with an offset confirms everything before it: Telegram forgets those.
     *
     * @param offset the first update wanted; 0 for the oldest that Telegram still has
     * @param wait how long Telegram may hold the question when there is nothing
     * @return in Telegram's order; what cannot be read comes as {@link Incoming.Ignored}
     */
    List<Incoming> updates(int offset, Duration wait);

    /** Removes a webhook that would keep updates from the poller; updates wait. */
    void forgetWebhook();

    BotIdentity me();

    /**
     * @param replyTo the message it answers, null for none; when that one is gone the answer stands alone
     * @return the id of the new message
     */
    int send(long chatId, Content content, @Nullable Integer replyTo);

    /** Changes a message of ours. That it looks so already is a success. */
    void edit(long chatId, int messageId, Content content);

    void delete(long chatId, int messageId);

    /**
     * @param text shown to the presser, null for nothing; plain, at most 200 characters
     * @param alert whether it has to be closed by hand
     */
    void answerButton(String callbackId, @Nullable String text, boolean alert);

    Membership membership(long chatId, long userId);

    /** @param language null for everybody whose language has no list of its own */
    void announceCommands(List<CommandHint> commands, @Nullable Language language);

    /** @throws dev.muzon.protocol.failure.FailureException {@code source.not-found}, {@code track.too-large} */
    RemoteFile open(String fileId);

    /** A new link by which one account can join. */
    String inviteLink(long chatId);

    /** Lets somebody in who asked to join. That they are in already, or no longer wait, is a success. */
    void approveJoinRequest(long chatId, long userId);
}
