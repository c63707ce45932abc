package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Test of what an account's session leaves on the disk, with the real libtdjson. */
class StoredMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = 500;
    private static final int LENGTH = 4_000;

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomGenerator.getDefault();

    /** Looks at the size of the files: TDLib encrypts them also with an empty key. */
    @Test
    void theTextsOfMessagesAreInNoFileOfASession() throws Exception {
        try (LoggedInService scene = LoggedInService.start(
                folder, mongo.uri(), "--muzon.notes.engines=http", "--muzon.notes.http-url=http://127.0.0.1:9/v1")) {
            User friend = scene.telegram.person("Ben");
            NoteChat chat = NoteChat.between(scene.telegram, scene.me, friend);
            Path session = folder.resolve(LoggedInService.ACCOUNT);
            long before = size(session);
            for (int i = 0; i < MESSAGES; i++) {
                chat.write(friend, text());
            }

            Message last = chat.write(scene.me, "/help");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(chat.answers(last)).isNotEmpty());
            scene.service().close(); // TDLib writes what it keeps

            assertThat(size(session) - before).isLessThan(MESSAGES * LENGTH / 4);
        }
    }

    /** Returns a text that no compression makes a quarter as long. */
    private String text() {
        return random.ints(LENGTH, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static long size(Path session) throws IOException {
        try (Stream<Path> found = Files.walk(session)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            long all = 0;
            for (Path file : files) {
                all += Files.size(file);
            }
            assertThat(files).isNotEmpty();
            return all;
        }
    }
}
