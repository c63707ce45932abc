package dev.muzon.assistant.voicechat;

/** The source of invite links into groups. */
@FunctionalInterface
interface InviteLinks {
    /**
     * Gets a link.
     *
     * @throws dev.muzon.protocol.failure.FailureException when the bot may not invite, or does not answer
     */
    String inviteLink(long chatId);
}
