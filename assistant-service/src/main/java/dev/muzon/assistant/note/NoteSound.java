package dev.muzon.assistant.note;

import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.VoiceNote;
import java.nio.file.Path;
import java.time.Duration;

/** The sound of a note, wherever that stands. */
interface NoteSound {
    /** Returns its length as the sender's app measured it. */
    Duration length();

    /**
     * Brings it to this machine.
     *
     * @param limit the longest wait
     * @return a file that stays until {@link #forget}
     * @throws dev.muzon.protocol.failure.FailureException as {@link Messages#download}
     */
    Path download(Duration limit) throws InterruptedException;

    /** Deletes it from this machine, once for each {@link #download}. */
    void forget();

    /**
     * Returns the words as Telegram's own recognition hears them. Only an account can ask for that.
     *
     * @param limit the longest wait
     * @throws dev.muzon.protocol.failure.FailureException as {@link Messages#recognise}
     */
    String recognise(Duration limit) throws InterruptedException;

    /** Returns the sound of a note in one of the account's chats. */
    static NoteSound in(Messages messages, VoiceNote note) {
        return new NoteSound() {
            @Override
            public Duration length() {
                return note.length();
            }

            @Override
            public Path download(Duration limit) throws InterruptedException {
                return messages.download(note, limit);
            }

            @Override
            public void forget() {
                messages.forget(note);
            }

            @Override
            public String recognise(Duration limit) throws InterruptedException {
                return messages.recognise(note, limit);
            }
        };
    }
}
