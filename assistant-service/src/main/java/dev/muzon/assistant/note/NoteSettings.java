package dev.muzon.assistant.note;

import dev.muzon.assistant.message.VoiceNote;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The rules for an account's notes.
 *
 * @param since when voice notes were switched on for the account. Older ones are left alone
 */
@Document("noteSettings")
record NoteSettings(@Id String account, Instant since) {
    /** Returns whether the note becomes text: one of the account's own in a private chat. */
    boolean wants(VoiceNote note) {
        return note.own() && !note.inGroup() && !note.sent().isBefore(since);
    }
}
