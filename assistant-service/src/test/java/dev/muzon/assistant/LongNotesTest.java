package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of hours of speech, and of short notes beside them. */
class LongNotesTest extends NoteScenario {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    /** More than the service reads at once. */
    private static final int HOURS = 10;

    private static final int AT_ONCE = 8;

    @Test
    void everyNoteIsBegunAndToldItsPlaceAlthoughMoreHoursWaitThanAreReadAtOnce() throws IOException {
        Path minutes = tones().tone("minutes", TestTones.Format.OPUS, 440, Duration.ofSeconds(30));
        Semaphore answers = recogniser.holds();
        List<NoteChat> chats = IntStream.range(0, HOURS)
                .mapToObj(i -> NoteChat.between(telegram, me, telegram.person("Cara " + i)))
                .toList();
        List<Message> hours =
                chats.stream().map(one -> one.note(me, minutes, HOUR)).toList();
        await().atMost(PATIENCE)
                .until(() -> IntStream.range(0, HOURS)
                                .filter(i -> !chats.get(i).answers(hours.get(i)).isEmpty())
                                .count()
                        == HOURS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(IntStream.range(0, HOURS)
                                .mapToObj(i -> chats.get(i).answers(hours.get(i)))
                                .flatMap(List::stream))
                        .extracting(Message::text)
                        .as("the places of those that are begun and not read yet")
                        .contains("🎙 in the queue, 8 before this one", "🎙 in the queue, 9 before this one"));

        Message short1 = chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(short1))
                        .extracting(Message::text)
                        .containsExactly("🎙 in the queue, 1 before this one"));
        answers.release(2);
        chat.awaitAnswer(short1, "🎙 buy milk");
        answers.release(1_000_000);
        for (int i = 0; i < HOURS; i++) {
            chats.get(i).awaitAnswer(hours.get(i), "🎙 buy milk buy milk");
        }
    }

    @Test
    void everyShortNoteIsBegunAlthoughMoreWaitThanAreReadAtOnce() {
        Semaphore answers = recogniser.holds();
        List<NoteChat> chats = IntStream.range(0, HOURS)
                .mapToObj(i -> NoteChat.between(telegram, me, telegram.person("Fred " + i)))
                .toList();

        List<Message> notes = chats.stream().map(one -> one.note(me, tone)).toList();

        for (int i = 0; i < HOURS; i++) {
            NoteChat where = chats.get(i);
            Message note = notes.get(i);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(where.answers(note)).hasSize(1));
        }
        answers.release(1_000_000);
        for (int i = 0; i < HOURS; i++) {
            chats.get(i).awaitAnswer(notes.get(i), "🎙 buy milk");
        }
    }

    @Test
    void notesThatLieAboutTheirLengthHeldUpAShortOne() throws Exception {
        Path minutes = repeated(Duration.ofSeconds(40), 6);
        Semaphore answers = recogniser.holds();
        List<NoteChat> chats = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> NoteChat.between(telegram, me, telegram.person("Dora " + i)))
                .toList();
        List<Message> liars = chats.stream()
                .map(one -> one.note(me, minutes, Duration.ofSeconds(3)))
                .toList();
        int twoMinutesOfEach = AT_ONCE * 8;
        answers.release(twoMinutesOfEach);
        await().atMost(LONG_PATIENCE).until(() -> recogniser.requests.size() > twoMinutesOfEach);

        Message short1 = chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(short1)).hasSize(1));
        answers.release(1_000_000);
        chat.awaitAnswer(short1, "🎙 buy milk");
        int pieces = 1;
        for (int i = 0; i < AT_ONCE; i++) {
            NoteChat where = chats.get(i);
            Message liar = liars.get(i);
            await().atMost(LONG_PATIENCE)
                    .untilAsserted(() -> assertThat(where.answers(liar))
                            .singleElement()
                            .satisfies(answer -> assertThat(answer.text().split("buy milk", -1).length)
                                    .isGreaterThan(240 / 20)));
            pieces += where.answers(liar).getFirst().text().split("buy milk", -1).length - 1;
        }
        assertThat(recogniser.requests).as("nothing is read twice").hasSize(pieces);
    }

    /** Makes long sound from a short one, which takes a moment. */
    private static Path repeated(Duration length, int times) throws IOException, InterruptedException {
        Path part = tones().tone("part" + times, TestTones.Format.OPUS, 440, length);
        Path whole = folder.resolve("whole" + times + ".opus");
        String further = Integer.toString(times - 1);
        try (var made = Ffmpeg.locate()
                .start(List.of("-stream_loop", further, "-i", part.toString(), "-c", "copy", whole.toString()))) {
            made.awaitExit(PATIENCE);
        }
        return whole;
    }

    @Test
    void threeHoursAtOnceAreReadWholeAndAShortNoteComesBetween() throws Exception {
        Path hour = repeated(Duration.ofSeconds(100), 36);
        List<NoteChat> chats = Stream.of("Cara", "Dan", "Eve")
                .map(name -> NoteChat.between(telegram, me, telegram.person(name)))
                .toList();
        long began = System.nanoTime();
        List<Message> hours =
                chats.stream().map(one -> one.note(me, hour, HOUR)).toList();
        await().atMost(LONG_PATIENCE).until(() -> recogniser.requests.size() > 3);

        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");

        assertThat(recogniser.requests.size()).isLessThan(3 * 180);
        for (int i = 0; i < chats.size(); i++) {
            NoteChat where = chats.get(i);
            Message note = hours.get(i);
            await().atMost(LONG_PATIENCE)
                    .untilAsserted(
                            () -> assertThat(where.answers(note).getFirst().text())
                                    .startsWith("🎙\nbuy milk")
                                    .endsWith("buy milk"));
            assertThat(where.answers(note)).hasSize(1);
        }
        System.out.printf("Three hours at once, beside the recogniser: %.1f s%n", (System.nanoTime() - began) / 1e9);
        String whole = chats.getFirst().answers(hours.getFirst()).getFirst().text();
        assertThat(whole.split("buy milk", -1)).hasSizeBetween(180, 242);
    }
}
