package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.note.NoteCommand.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteCommandTest {
    @ParameterizedTest
    @CsvSource({
        "/Помощь, HELP, ''",
        "/голосовые ВЫКЛ, NOTES, off",
        "/язык авто, LANGUAGE, auto",
        "/расшифровать вкл, TRANSCRIBE, on",
        "/следить @Ben, TRACK, @ben"
    })
    void commandsAreReadInRussianToo(String text, Verb verb, String argument) {
        assertThat(NoteCommand.of(text)).hasValue(new NoteCommand(verb, "", argument, true));
    }

    @Test
    void anEnglishCommandIsNotRussian() {
        assertThat(NoteCommand.of("/Notes@Ann off")).hasValue(new NoteCommand(Verb.NOTES, "ann", "off", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/неизвестно", "помощь", "/notes-off"})
    void anythingElseIsNoCommand(String text) {
        assertThat(NoteCommand.of(text)).isEmpty();
    }
}
