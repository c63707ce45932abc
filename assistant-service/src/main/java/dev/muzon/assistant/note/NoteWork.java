package dev.muzon.assistant.note;

import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Optional;

/** The way of one note from its job to its answer. */
class NoteWork {
    private final NotesProperties settings;
    private final NoteSettingsStore owners;
    private final AnswerStore answers;
    private final ReaderChain reading;
    private final NoteMetrics metrics;
    private final FailureLog failures;

    NoteWork(
            NotesProperties settings,
            NoteSettingsStore owners,
            AnswerStore answers,
            ReaderChain reading,
            NoteMetrics metrics,
            FailureLog failures) {
        this.settings = settings;
        this.owners = owners;
        this.answers = answers;
        this.reading = reading;
        this.metrics = metrics;
        this.failures = failures;
    }

    /**
     * Answers the note. Failures that pass by themselves are thrown, all others are told in the chat.
     *
     * @param places one of them is taken while the note is read
     * @param most the length up to which it is read here
     * @throws LongerThanSaidException when it goes on beyond that
     */
    void transcribe(NoteJob job, Messages messages, Turns places, Duration most) throws InterruptedException {
        metrics.entered();
        try {
            tried(job, messages, places, most);
        } finally {
            metrics.left();
        }
    }

    private void tried(NoteJob job, Messages messages, Turns places, Duration most) throws InterruptedException {
        var run = metrics.begin();
        SpokenLanguage language = language(job);
        NoteWords words = NoteWords.of(language, messages.language());
        NoteAnswer answer = answer(job, messages);
        try {
            run.ended(answered(job, messages, language, words, answer, places, most));
        } catch (LongerThanSaidException e) {
            run.ended(NoteMetrics.Outcome.RETRIED);
            throw e;
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.MESSAGE_GONE) {
                reading.forget(job.id());
                run.ended(NoteMetrics.Outcome.GONE);
            } else if (e.failure() instanceof Failure.UserError) {
                failures.report("transcribing " + job.id(), e);
                reading.forget(job.id());
                answer.say(words.failure(e.failure()));
                run.ended(NoteMetrics.Outcome.REFUSED);
            } else {
                run.ended(NoteMetrics.Outcome.RETRIED);
                if (e.failure().code() == FailureCode.DISK_FULL) {
                    answer.say(words.say("waits.disk"));
                }
                throw e;
            }
        }
    }

    private SpokenLanguage language(NoteJob job) {
        return owners.of(job.account()).spoken().orElse(settings.spoken());
    }

    private NoteAnswer answer(NoteJob job, Messages messages) {
        return new NoteAnswer(messages, answers, job.id(), job.chatId(), job.messageId(), System::nanoTime);
    }

    private NoteMetrics.Outcome answered(
            NoteJob job,
            Messages messages,
            SpokenLanguage language,
            NoteWords words,
            NoteAnswer answer,
            Turns places,
            Duration most)
            throws InterruptedException {
        Optional<VoiceNote> there = messages.note(job.chatId(), job.messageId());
        if (there.isEmpty()) {
            answer.remove();
            return NoteMetrics.Outcome.GONE;
        }
        VoiceNote note = there.get();
        if (messages.isWithBot(note.chatId())) {
            return NoteMetrics.Outcome.WITH_BOT; // the answer would be a question to the bot
        }
        if (note.length().compareTo(settings.maxLength()) > 0) {
            throw Failure.of(FailureCode.NOTE_TOO_LONG, "it lasts " + note.length())
                    .asException();
        }
        NoteSettings owner = owners.of(job.account());
        if (owner.isSilent(note.chatId())) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the group has not had its notice yet")
                    .asException();
        }
        answer.begin();
        NoteReader reader = reading.preferring(owner.model());
        var watcher = new NoteReader.Watcher() {
            @Override
            public void waiting(int ahead) throws InterruptedException {
                answer.remark(words.say("waiting", ahead));
            }

            @Override
            public void heard(String soFar) throws InterruptedException {
                answer.progress(soFar);
            }

            @Override
            public void goesOn(Duration read) {
                if (read.compareTo(most) >= 0) {
                    throw new LongerThanSaidException();
                }
            }
        };
        Transcript transcript = read(reader, job, NoteSound.in(messages, note), language, places, watcher);
        if (!stillThere(job, messages, note)) {
            answer.remove();
            return NoteMetrics.Outcome.GONE;
        }
        if (transcript.text().isBlank()) {
            answer.say(words.say("silence"));
            return NoteMetrics.Outcome.SILENCE;
        }
        SpokenLanguage found = language.isAuto() ? transcript.spoken() : SpokenLanguage.AUTO;
        String heading = found.isAuto() ? "" : "(" + words.name(found) + ")";
        answer.finish(transcript.text(), heading, words.say("whole"));
        return NoteMetrics.Outcome.TEXT;
    }

    /** Reads the note once one of the places is free. */
    private static Transcript read(
            NoteReader reader,
            NoteJob job,
            NoteSound sound,
            SpokenLanguage language,
            Turns places,
            NoteReader.Watcher watcher)
            throws InterruptedException {
        places.take(sound.length(), watcher::waiting);
        try {
            return reader.read(job.id(), sound, language, watcher);
        } finally {
            places.giveBack();
        }
    }

    /** Returns whether the note is what was read. One whose sound was replaced is read again. */
    private static boolean stillThere(NoteJob job, Messages messages, VoiceNote read) throws InterruptedException {
        Optional<VoiceNote> now = messages.note(job.chatId(), job.messageId());
        if (now.isPresent() && now.get().file() != read.file()) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the note was replaced meanwhile")
                    .asException();
        }
        return now.isPresent();
    }

    /** Tells that the note does not become text. */
    void giveUp(NoteJob job, Messages messages, Failure failure) throws InterruptedException {
        reading.forget(job.id());
        metrics.begin().ended(NoteMetrics.Outcome.GIVEN_UP);
        answer(job, messages)
                .say(NoteWords.of(language(job), messages.language()).failure(failure));
    }
}
