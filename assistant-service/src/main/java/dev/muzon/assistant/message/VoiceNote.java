package dev.muzon.assistant.message;

import java.time.Duration;
import java.time.Instant;

/**
 * A voice or video note in a chat.
 *
 * @param chatId the chat, as Telegram numbers it for the account: a person's id in a private chat
 * @param messageId the library's id, which is the same in every process
 * @param senderId the person who sent it, 0 for a chat
 * @param own whether the account itself sent it
 * @param length as the sender's app measured it
 * @param file the library's number of the file, valid in this session only
 */
public record VoiceNote(
        long chatId, long messageId, long senderId, boolean own, Instant sent, Duration length, int file) {
    /** Returns whether it stands in a group or a channel. */
    public boolean inGroup() {
        return chatId < 0;
    }
}
