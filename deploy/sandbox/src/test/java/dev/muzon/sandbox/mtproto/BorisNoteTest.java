package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.mtproto.message.Transcripts;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of the demo's voice note: who says what, and when. */
class BorisNoteTest {
    private final World world = new World(Clock.systemUTC());
    private final Transcripts transcripts = new Transcripts();
    private WorldSeed seed;
    private BorisNote scene;
    private long assistant;
    private long saved;

    @BeforeEach
    void plant() throws IOException {
        seed = WorldSeed.plant(
                world, 1_000_001, "muzon_bot", NewFile.of("a.mp3", "audio/mpeg", Content.of(new byte[] {1})));
        assistant = seed.assistants().getFirst().id();
        saved = world.chats().privateChat(assistant, assistant).id();
        scene = new BorisNote(world, seed, transcripts);
        world.listen(scene);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void borisSpeaksOnceTheAccountHasToldTheGroup() {
        scene.begin(assistant);
        assertThat(texts(saved)).containsExactly("/language ru", "/track @alice", "/track @boris", "/track @daria");
        assertThat(world.chats().get(kitchen()).has(assistant)).isFalse();

        answer(saved);
        await().untilAsserted(() -> assertThat(texts(kitchen())).endsWith("/transcribe on"));
        assertThat(notes()).isEmpty();
        answer(kitchen());

        await().until(() -> !notes().isEmpty());
        assertThat(notes()).singleElement().satisfies(note -> {
            assertThat(note.author().is(seed.people().get(1).id())).isTrue();
            var file = Objects.requireNonNull(note.media()).file();
            assertThat(file.duration()).isEqualTo(Duration.ofSeconds(5));
            assertThat(transcripts.find(file.id())).contains(BorisNote.WORDS);
        });
    }

    @Test
    void theSceneIsPlayedOnceAndForAssistantsOnly() {
        scene.begin(seed.people().getFirst().id());
        assertThat(texts(saved)).isEmpty();

        scene.begin(assistant);
        scene.begin(assistant);
        scene.begin(seed.assistants().getLast().id());

        assertThat(texts(saved)).hasSize(4);
    }

    @Test
    void withoutAnAnswerNothingIsSeenInTheGroup() {
        int before = world.messages().all(kitchen()).size();
        scene.begin(assistant);
        world.messages().send(saved, assistant, NewMessage.text("a note to self"));
        world.messages().send(seed.lounge().id(), seed.people().getFirst().id(), NewMessage.text("hello"));

        await().during(Duration.ofMillis(300))
                .until(() -> world.messages().all(kitchen()).size() == before);
    }

    private void answer(long chat) {
        int asked = world.messages().last(chat).orElseThrow().id();
        world.messages().send(chat, assistant, NewMessage.text("🎙 …").replyTo(asked));
    }

    private List<Message> notes() {
        return world.messages().all(kitchen()).stream()
                .filter(message -> message.media() != null && message.media().kind() == Media.Kind.VOICE)
                .toList();
    }

    private List<String> texts(long chat) {
        return world.messages().all(chat).stream().map(Message::text).toList();
    }

    private long kitchen() {
        return seed.kitchen().id();
    }
}
