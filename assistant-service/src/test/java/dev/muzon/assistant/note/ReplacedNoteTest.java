package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.assistant.message.MessageText;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A test of a note whose sound is another one when its words are there. */
class ReplacedNoteTest {
    private static final Duration ANY = Duration.ofHours(1);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
    private final Turns turns = new Turns(1, System::nanoTime);
    private final Messages messages = mock();
    private final NoteSettingsStore owners = mock();
    private final List<String> shown = new ArrayList<>();
    private final NotesProperties settings = new NotesProperties(
            List.of("http"),
            URI.create("http://127.0.0.1:9"),
            new Secret(""),
            List.of("m"),
            ANY,
            List.of("m"),
            Path.of("models"),
            Path.of("speech"),
            ANY,
            "en",
            ANY,
            1);

    @Test
    void wordsOfASoundThatWasReplacedAreNotShownAndTheNewOneIsRead() throws Exception {
        when(owners.of("main")).thenReturn(NoteSettings.begin("main", NOW));
        when(messages.language()).thenReturn("");
        when(messages.answer(anyLong(), anyLong(), any())).thenReturn(43L);
        doAnswer(edit -> shown.add(edit.getArgument(2, MessageText.class).text()))
                .when(messages)
                .edit(anyLong(), anyLong(), any());
        when(messages.note(7, 42)).thenReturn(note(1)).thenReturn(note(2));
        List<String> heard = new ArrayList<>(List.of("old words", "new words"));
        NoteWork work = work(reader(heard));
        var job = new NoteJob("main", 7, 42);

        assertThatThrownBy(() -> work.transcribe(job, messages, turns, ANY))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Transient.class));
        assertThat(shown).isEmpty();
        work.transcribe(job, messages, turns, ANY);

        assertThat(shown).containsExactly("🎙 new words");
    }

    private NoteWork work(NoteReader reader) {
        var metrics = new NoteMetrics(new SimpleMeterRegistry(), NotePlaces.of(turns), mock());
        return new NoteWork(settings, owners, mock(), new ReaderChain(List.of(reader), failures), metrics, failures);
    }

    private static NoteReader reader(List<String> heard) {
        return new NoteReader() {
            @Override
            public String name() {
                return "reader";
            }

            @Override
            public Transcript read(String job, NoteSound sound, SpokenLanguage language, Watcher watcher) {
                return Transcript.of(heard.removeFirst());
            }
        };
    }

    private static Optional<VoiceNote> note(int file) {
        return Optional.of(new VoiceNote(7, 42, 1, true, NOW, Duration.ofSeconds(3), file));
    }
}
