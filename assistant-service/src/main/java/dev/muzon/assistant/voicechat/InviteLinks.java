package dev.muzon.assistant.voicechat;

/** Where links into private groups come from. */
@FunctionalInterface
interface InviteLinks {
    /** @throws dev.muzon.protocol.failure.FailureException when the bot may not invite, or cannot be asked */
    String inviteLink(long chatId);
}
