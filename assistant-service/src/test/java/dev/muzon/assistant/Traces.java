package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** The places where the service leaves anything behind: MongoDB, metrics, health, logs and its folder. */
final class Traces {
    private Traces() {}

    /**
     * Asserts that a word stands in none of them.
     *
     * @param sessions the folder of the service
     * @param printed everything that the process printed
     */
    static void assertNone(String word, RunningService service, MongoFixture mongo, Path sessions, CharSequence printed)
            throws IOException, InterruptedException {
        assertThat(printed.toString()).as("what was printed").isNotEmpty().doesNotContainIgnoringCase(word);
        assertThat(service.get("/actuator/prometheus"))
                .contains("muzon_notes_seconds_count")
                .doesNotContainIgnoringCase(word);
        assertThat(service.get("/actuator/health")).doesNotContainIgnoringCase(word);
        for (String name : mongo.database().listCollectionNames().into(new ArrayList<>())) {
            List<Document> all = mongo.database().getCollection(name).find().into(new ArrayList<>());
            assertThat(all)
                    .as("documents of " + name)
                    .noneMatch(one ->
                            one.toJson().toLowerCase(java.util.Locale.ROOT).contains(word));
        }
        assertThat(mongo.database().getCollection("jobs").countDocuments()).isPositive();
        try (Stream<Path> files = Files.walk(sessions)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .noneMatch(file -> content(file).contains(word));
        }
    }

    /** Returns what a file holds, as UTF-8. One that has just been deleted holds nothing. */
    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
