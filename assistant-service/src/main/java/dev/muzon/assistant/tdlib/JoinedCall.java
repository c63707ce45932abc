package dev.muzon.assistant.tdlib;

import org.jspecify.annotations.Nullable;

/**
 * A voice chat that the account is in.
 *
 * @param groupCallId TDLib's number for it in the process that joined
 * @param uniqueId Telegram's own
 * @param audioSource the ssrc that it was joined with, null in what older versions stored
 * @param joinedAt when it was joined, in seconds by Telegram's clock. Null in what older versions stored
 * @param muted whether an admin muted the account there. False in what older versions stored
 * @param owner token of the player's owner that joined it, 0 when unknown, as in what older versions stored
 * @param former whether a former process joined it, so that TDLib does not know that we are in it
 */
record JoinedCall(
        long chatId,
        int groupCallId,
        long uniqueId,
        @Nullable Integer audioSource,
        @Nullable Long joinedAt,
        boolean muted,
        long owner,
        boolean former) {
    JoinedCall in(long chat) {
        return new JoinedCall(chat, groupCallId, uniqueId, audioSource, joinedAt, muted, owner, former);
    }

    JoinedCall asFormer() {
        return new JoinedCall(chatId, groupCallId, uniqueId, audioSource, joinedAt, muted, owner, true);
    }

    JoinedCall muted(boolean now) {
        return new JoinedCall(chatId, groupCallId, uniqueId, audioSource, joinedAt, now, owner, former);
    }

    JoinedCall ownedBy(long newest) {
        return new JoinedCall(chatId, groupCallId, uniqueId, audioSource, joinedAt, muted, newest, former);
    }
}
