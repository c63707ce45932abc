package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the stored form of notes that wait for their text. */
class NoteJobTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final NoteJob SAMPLE = new NoteJob("main", -1_001_234_567_890L, 1_048_576);

    @Test
    void aNoteOfTheFirstReleaseIsRead() throws IOException {
        assertThat(JSON.treeToValue(golden(), NoteJob.class)).isEqualTo(SAMPLE);
    }

    @Test
    void fieldsOfANewerVersionDoNotHideANote() {
        assertThat(JSON.readValue(NewerJson.of(JSON.writeValueAsString(SAMPLE)), NoteJob.class))
                .isEqualTo(SAMPLE);
    }

    /** Guards older replicas: a field that was renamed or retyped would leave them without the note. */
    @Test
    void aNoteIsStoredAsTheFirstReleaseReadsIt() throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsString(SAMPLE))).isEqualTo(golden());
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = NoteJobTest.class.getResourceAsStream("/golden/0.1.0/note.json")) {
            return JSON.readTree(file.readAllBytes());
        }
    }
}
