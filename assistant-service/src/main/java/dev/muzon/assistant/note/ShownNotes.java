package dev.muzon.assistant.note;

import dev.muzon.assistant.message.MessageText;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.rest.ShownText;
import dev.muzon.runtime.contract.TelegramFilesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The reading of notes that people show to the bot. No account sees them, so their sound comes from bot-gateway. The
 * account's recogniser and language count.
 */
class ShownNotes {
    /** Leaves room in a message for the mark and the number of the part. */
    private static final int PART = MessageText.MAX_LENGTH - 96;

    private static final NoteReader.Watcher NOBODY = new NoteReader.Watcher() {
        @Override
        public void waiting(int ahead) {}

        @Override
        public void heard(String soFar) {}
    };

    private final NotesProperties settings;
    private final NoteSettingsStore owners;
    private final ReaderChain readers;
    private final NotePlaces places;
    private final NoteMetrics metrics;
    private final TelegramFilesApi files;

    ShownNotes(
            NotesProperties settings,
            NoteSettingsStore owners,
            ReaderChain readers,
            NotePlaces places,
            NoteMetrics metrics,
            Peers peers) {
        this.settings = settings;
        this.owners = owners;
        this.readers = readers;
        this.places = places;
        this.metrics = metrics;
        this.files = peers.streaming(Peer.BOT_GATEWAY, TelegramFilesApi.class);
    }

    /**
     * Returns the text of a note, or words that say why there is none.
     *
     * @throws FailureException as {@link dev.muzon.runtime.contract.NotesApi#read}
     */
    ShownText read(String account, ShownNote note) throws InterruptedException {
        NoteSettings owner = owners.of(account);
        SpokenLanguage language = owner.spoken().orElse(settings.spoken());
        NoteWords words = NoteWords.of(
                Optional.ofNullable(note.language()).flatMap(SpokenLanguage::of).orElse(language));
        Optional<ReaderChain> hearing = readers.preferring(owner.model()).hearing();
        if (hearing.isEmpty()) {
            return new ShownText(List.of(words.say("shown.telegram")));
        }
        Transcript heard = measured(hearing.get(), note, language);
        if (heard.text().isBlank()) {
            return new ShownText(List.of(words.say("silence")));
        }
        SpokenLanguage found = language.isAuto() ? heard.spoken() : SpokenLanguage.AUTO;
        String heading = found.isAuto() ? "" : "(" + words.name(found) + ") ";
        return new ShownText(TextParts.of(heading + heard.text(), PART));
    }

    private Transcript measured(NoteReader reader, ShownNote note, SpokenLanguage language)
            throws InterruptedException {
        metrics.entered();
        var run = metrics.begin();
        try {
            Transcript heard = inTurn(reader, note, language);
            run.ended(heard.text().isBlank() ? NoteMetrics.Outcome.SILENCE : NoteMetrics.Outcome.TEXT);
            return heard;
        } catch (FailureException e) {
            run.ended(NoteMetrics.Outcome.REFUSED);
            throw e;
        } finally {
            metrics.left();
        }
    }

    private Transcript inTurn(NoteReader reader, ShownNote note, SpokenLanguage language) throws InterruptedException {
        Duration length = Duration.ofSeconds(note.seconds());
        if (length.compareTo(settings.maxLength()) > 0) {
            throw Failure.of(FailureCode.NOTE_TOO_LONG, "it lasts " + length).asException();
        }
        Turns turns = length.compareTo(LongNoteJob.FROM) < 0 ? places.brief() : places.extended();
        String job = "shown:" + UUID.randomUUID();
        turns.take(length, NOBODY::waiting);
        try {
            return reader.read(job, new ShownSound(files, note.file(), length), language, NOBODY);
        } finally {
            reader.forget(job);
            turns.giveBack();
        }
    }
}
