package dev.muzon.assistant.message;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The messages of one account. All methods may be called from any thread. They block until Telegram has answered and
 * throw its refusals as a {@link dev.muzon.protocol.failure.FailureException}.
 */
public interface Messages {
    /** Returns the language of the owner's Telegram as an IETF tag, empty while that is unknown. Does not wait. */
    default String language() {
        return "";
    }

    /** Returns the note, empty when the message is gone or is something else. */
    Optional<VoiceNote> note(long chatId, long messageId) throws InterruptedException;

    /** Returns a text of the account's owner, empty when the message is gone or is something else. */
    Optional<OwnText> ownText(long chatId, long messageId) throws InterruptedException;

    /** Returns whether the message is still there. */
    boolean exists(long chatId, long messageId) throws InterruptedException;

    /** Returns the person with this public name, which has no {@code @}. */
    Optional<Person> person(String username) throws InterruptedException;

    /** Returns the person that wrote a message, empty when a chat did or the message is gone. */
    Optional<Person> author(long chatId, long messageId) throws InterruptedException;

    /** Returns whether the chat is the private one with a bot. */
    boolean isWithBot(long chatId) throws InterruptedException;

    /**
     * Returns the words of a note as Telegram's own recognition hears them.
     *
     * @param limit the longest wait
     * @throws dev.muzon.protocol.failure.FailureException critical {@code transcriber.refused} where the account may
     *     not, user {@code note.too-long} or {@code note.unreadable}, transient {@code transcriber.unavailable}
     */
    String recognise(VoiceNote note, Duration limit) throws InterruptedException;

    /**
     * Downloads the sound of a note.
     *
     * @param limit the longest wait
     * @return a file that stays until {@link #forget}
     * @throws dev.muzon.protocol.failure.FailureException transient {@code telegram.unavailable} after the limit,
     *     user {@code note.unreadable} for an empty file and one that Telegram does not give
     */
    Path download(VoiceNote note, Duration limit) throws InterruptedException;

    /** Deletes the downloaded sound of a note from this machine, once for each {@link #download}. */
    void forget(VoiceNote note);

    /** Returns the account's own answers to a message that begin with the mark, oldest first. */
    List<Long> ownAnswers(long chatId, long messageId, String mark) throws InterruptedException;

    /**
     * Answers a message without a sound at the other end.
     *
     * @return the id of the answer, once Telegram has it
     */
    long answer(long chatId, long messageId, MessageText text) throws InterruptedException;

    /**
     * Answers a message with a text file, as {@link #answer} does.
     *
     * @param name such as {@code note.txt}
     * @return the id of the answer, once Telegram has it
     */
    long answerWithFile(long chatId, long messageId, String name, String text, String caption)
            throws InterruptedException;

    /**
     * Changes a message of the account. Nothing changes when it has this text already.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code message.gone}
     */
    void edit(long chatId, long messageId, MessageText text) throws InterruptedException;

    /** Deletes messages of the account for everyone. Those that are gone do not matter. */
    void delete(long chatId, List<Long> messageIds) throws InterruptedException;
}
