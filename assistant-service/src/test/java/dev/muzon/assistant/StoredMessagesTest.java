package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Test of what an account's session leaves on the disk, with the real libtdjson and without encryption. */
class StoredMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IN_PRIVATE = "a heliotrope umbrella";
    private static final String IN_GROUP = "the vermilion teapot";

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @Test
    void noTextOfAMessageIsInAnyFileOfASession() throws Exception {
        try (LoggedInService scene = LoggedInService.start(
                folder,
                mongo.uri(),
                "--muzon.assistant.key=",
                "--muzon.notes.engines=http",
                "--muzon.notes.http-url=http://127.0.0.1:9/v1")) {
            User friend = scene.telegram.person("Ben");
            NoteChat chat = NoteChat.between(scene.telegram, scene.me, friend);
            Chat lounge = scene.telegram.publicGroup();
            scene.telegram.world.joining().join(lounge.id(), scene.me.id());
            await().atMost(PATIENCE).until(() -> scene.account().session().isMember(lounge.id()));
            chat.write(friend, IN_PRIVATE);
            NoteChat.of(scene.telegram, lounge).write(scene.telegram.owner, IN_GROUP);

            Message last = chat.write(scene.me, "/help");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(chat.answers(last)).isNotEmpty());
            scene.service().close(); // TDLib writes what it keeps

            List<Path> files = files(folder.resolve(LoggedInService.ACCOUNT));
            assertThat(files).isNotEmpty();
            assertThat(contents(files))
                    .as("the account's own name shows that nothing is encrypted")
                    .contains(String.valueOf(scene.me.username()))
                    .doesNotContain(IN_PRIVATE, IN_GROUP, "/help");
        }
    }

    private static List<Path> files(Path session) throws IOException {
        try (Stream<Path> found = Files.walk(session)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    /** Returns the bytes of all files, each as one character. */
    private static String contents(List<Path> files) throws IOException {
        var all = new StringBuilder();
        for (Path file : files) {
            all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
