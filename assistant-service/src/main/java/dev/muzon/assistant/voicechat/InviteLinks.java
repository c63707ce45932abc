package dev.muzon.assistant.voicechat;

import org.jspecify.annotations.Nullable;

/** The source of invite links into groups. */
@FunctionalInterface
interface InviteLinks {
    /**
     * Gets a link for an account.
     *
     * @param user its id at Telegram, null when it is not known
     * @throws dev.muzon.protocol.failure.FailureException when the bot may not invite, the account is banned, or the bot
     *     does not answer
     */
    String inviteLink(long chatId, @Nullable Long user);
}
