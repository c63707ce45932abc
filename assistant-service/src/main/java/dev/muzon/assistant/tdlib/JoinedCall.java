package dev.muzon.assistant.tdlib;

/**
 * A voice chat that the account is in.
 *
 * @param groupCallId TDLib's number for it in the process that joined
 * @param uniqueId Telegram's own
 * @param former whether a former process joined it, so that TDLib does not know that we are in it
 */
record JoinedCall(long chatId, int groupCallId, long uniqueId, boolean former) {
    JoinedCall in(long chat) {
        return new JoinedCall(chat, groupCallId, uniqueId, former);
    }

    JoinedCall asFormer() {
        return new JoinedCall(chatId, groupCallId, uniqueId, true);
    }
}
