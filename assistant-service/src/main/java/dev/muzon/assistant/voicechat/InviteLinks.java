package dev.muzon.assistant.voicechat;

/** The source of invite links into groups. */
@FunctionalInterface
interface InviteLinks {
    /** @throws dev.muzon.protocol.failure.FailureException when the bot may not invite, or cannot be asked */
    String inviteLink(long chatId);
}
