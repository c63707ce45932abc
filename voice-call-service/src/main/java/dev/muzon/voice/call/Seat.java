package dev.muzon.voice.call;

/**
 * The place of one account in one voice chat. News of another one is stale.
 *
 * @param groupCallId TDLib's id of the voice chat, which means nothing without the account
 */
public record Seat(String account, int groupCallId) {}
