package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.audio.TestTones;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of voice notes with trouble around them: the network, the recogniser, and files of all kinds. */
@Tag(NoteScenario.IMPATIENT)
class VoiceNoteTroubleTest extends NoteScenario {
    private static final String WORDS = "🎙 buy milk";

    /** Promised are five minutes. */
    private static final Duration CUT = Duration.ofSeconds(Integer.getInteger("muzon.test.cut", 1));

    private static final String UNREADABLE = "🎙 I can't read the sound of this note.";

    @AfterEach
    void heal() {
        telegram.server.faults().clear();
        telegram.server.restoreNetwork();
    }

    @Test
    void notesThatAreSentDuringCutsOfTheNetworkAreAnsweredOnceEach() {
        List<Message> notes = new ArrayList<>();
        notes.add(chat.note(me, tone));
        for (int cut = 0; cut < 3; cut++) {
            telegram.server.cutNetwork();
            await().atMost(PATIENCE).until(scene.account()::disconnected);
            notes.add(chat.note(me, tone));
            notes.add(chat.note(me, tone));
            telegram.server.restoreNetwork();
            notes.add(chat.note(me, tone));
        }
        assertAnsweredOnce(chat, notes);
    }

    @Test
    @Tag("promised")
    void notesThatAreSentDuringACutOfAnyLengthAreAnsweredOnceEach() {
        List<Message> notes = new ArrayList<>();
        telegram.server.cutNetwork();
        long cut = System.nanoTime();
        notes.add(chat.note(me, tone));
        awaitEndOfCut(cut);
        notes.add(chat.note(me, tone));
        telegram.server.restoreNetwork();
        notes.add(chat.note(me, tone));
        assertAnsweredOnce(chat, notes);
    }

    /** Waits as long as {@code -Dmuzon.test.cut} says in seconds. */
    private static void awaitEndOfCut(long began) {
        await().atMost(CUT.plus(PATIENCE)).until(() -> System.nanoTime() - began >= CUT.toNanos());
    }

    @Test
    @Tag("promised")
    void notesInPrivateAndInAFollowedGroupThatAreSentDuringACutAreAnsweredOnceEach() {
        NoteChat group = listeningGroup();
        telegram.server.cutNetwork();
        long cut = System.nanoTime();
        await().atMost(PATIENCE).until(scene.account()::disconnected);
        awaitEndOfCut(cut);
        List<Message> there =
                Stream.generate(() -> group.note(me, tone)).limit(3).toList();
        List<Message> here = Stream.generate(() -> chat.note(me, tone)).limit(3).toList();

        telegram.server.restoreNetwork();

        assertAnsweredOnce(chat, here);
        assertAnsweredOnce(group, there);
    }

    @Test
    void threeNotesAtOnceInThreeChatsAreAnsweredOnceEach() {
        List<NoteChat> chats = Stream.of("Cara", "Dan", "Eve")
                .map(name -> NoteChat.between(telegram, me, telegram.person(name)))
                .toList();
        List<Message> notes = chats.stream().map(one -> one.note(me, tone)).toList();

        for (int i = 0; i < chats.size(); i++) {
            assertAnsweredOnce(chats.get(i), List.of(notes.get(i)));
        }
    }

    @Test
    void aNoteAndItsForwardsAreAnsweredOnceEach() {
        Message note = chat.note(me, tone);
        List<NoteChat> others = Stream.of("Cara", "Dan", "Eve")
                .map(name -> NoteChat.between(telegram, me, telegram.person(name)))
                .toList();
        List<Message> forwards =
                others.stream().map(other -> chat.forward(note, me, other)).toList();

        assertAnsweredOnce(chat, List.of(note));
        for (int i = 0; i < others.size(); i++) {
            assertAnsweredOnce(others.get(i), List.of(forwards.get(i)));
        }
    }

    @Test
    void aRecogniserWithTooMuchToDoLosesNoNote() {
        recogniser.plan(new Answer(429, "slower", Map.of("Retry-After", "1")));
        Message note = chat.note(me, tone);

        assertAnsweredOnce(chat, List.of(note));
        assertThat(recogniser.requests).hasSize(2);
    }

    @Test
    void aRecogniserThatAnswersNonsenseLosesNoNote() {
        recogniser.plan(new Answer(200, "<html>", Map.of()));
        Message note = chat.note(me, tone);

        assertAnsweredOnce(chat, List.of(note));
        assertThat(recogniser.requests).hasSize(2);
    }

    @Test
    void aRecogniserWhoseAnswerDripsWithoutEndLosesNoNote() {
        recogniser.plan(Answer.dripping());

        Message note = chat.note(me, tone);

        assertAnsweredOnce(chat, List.of(note));
        assertThat(recogniser.requests).hasSize(2);
    }

    /** Makes the job a day old, all but five seconds. */
    @Test
    void aNoteIsGivenUpInWordsOnceItsRecogniserWasAwayForADay() {
        IntStream.range(0, 20).forEach(_ -> recogniser.plan(Answer.status(503)));
        Semaphore answers = recogniser.holds();
        Message note = chat.note(me, tone);
        await().atMost(PATIENCE).until(() -> recogniser.requests.size() == 1);
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).plusSeconds(5);
        long changed = mongo.database()
                .getCollection("jobs")
                .updateMany(
                        new Document("type", "note.transcribe").append("state", "RUN"),
                        new Document("$set", new Document("created", yesterday)))
                .getModifiedCount();
        assertThat(changed).isEqualTo(1);

        answers.release(1_000_000);

        chat.awaitAnswer(note, "🎙 The speech recognition did not answer for a whole day, so I gave up.");
        assertThat(chat.answers(note)).hasSize(1);
        recogniser.plansNothing();
    }

    @Test
    void aNoteInABusyGroupIsNotLostWhileTheServiceIsAway() {
        NoteChat group = listeningGroup();
        scene.service().close();
        Message note = group.note(me, tone);
        for (int i = 0; i < 300; i++) {
            group.write(telegram.owner, "chat " + i);
        }

        scene.begin();

        assertAnsweredOnce(group, List.of(note));
    }

    @Test
    @Tag("promised")
    void aNoteInAGroupThatWroteThousandsDuringACutIsNotLost() {
        NoteChat group = listeningGroup();
        telegram.server.cutNetwork();
        long cut = System.nanoTime();
        await().atMost(PATIENCE).until(scene.account()::disconnected);
        awaitEndOfCut(cut);
        Message note = group.note(me, tone);
        for (int i = 0; i < 2_100; i++) {
            group.write(telegram.owner, "chat " + i);
        }

        telegram.server.restoreNetwork();

        assertAnsweredOnce(group, List.of(note));
    }

    /** Makes a group in which notes become text. */
    private static NoteChat listeningGroup() {
        Chat lounge = telegram.publicGroup();
        telegram.world.joining().join(lounge.id(), me.id());
        await().atMost(PATIENCE).until(() -> scene.account().session().isMember(lounge.id()));
        NoteChat group = NoteChat.of(telegram, lounge);
        Message on = group.write(me, "/transcribe on");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(group.answers(on)).isNotEmpty());
        return group;
    }

    @Test
    void aFileThatOnlyHasTheNameOfANoteIsReadForWhatItIs() throws IOException {
        Path song = tones().tone("song", TestTones.Format.M4A, 440, Duration.ofSeconds(3));
        Path renamed = Files.copy(song, folder.resolve("renamed.oga"));

        assertAnsweredOnce(chat, List.of(chat.note(me, renamed)));
    }

    @Test
    void anEmptyNoteIsRefusedInWordsAtItsFirstAttempt() throws IOException {
        double before = retries();
        Message note = chat.note(me, Files.write(folder.resolve("empty.ogg"), new byte[0]));

        chat.awaitAnswer(note, UNREADABLE);
        assertThat(chat.answers(note)).hasSize(1);
        assertThat(retries()).isEqualTo(before);
    }

    @Test
    void aNoteWhoseFileTelegramRefusesIsRefusedInWordsAtItsFirstAttempt() {
        double before = retries();
        telegram.server.faults().fail("upload.getFile", 1_000, 400, "FILE_ID_INVALID");
        Message note = chat.note(me, tone);

        chat.awaitAnswer(note, UNREADABLE);
        assertThat(chat.answers(note)).hasSize(1);
        assertThat(retries()).isEqualTo(before);
    }

    @Test
    void aNoteWhoseFileTelegramRefusesOnceIsReadAtItsFirstAttempt() {
        double before = retries();
        telegram.server.faults().fail("upload.getFile", 1, 400, "FILE_ID_INVALID");

        assertAnsweredOnce(chat, List.of(chat.note(me, tone)));
        assertThat(retries()).isEqualTo(before);
    }

    /** Returns how many attempts at any note ended with a later one. */
    private static double retries() {
        return scene.service().bean(MeterRegistry.class).find("muzon.notes").tag("outcome", "retried").timers().stream()
                .mapToDouble(Timer::count)
                .sum();
    }

    private static void assertAnsweredOnce(NoteChat chat, List<Message> notes) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notes)
                        .allSatisfy(note -> assertThat(chat.answers(note))
                                .extracting(Message::text)
                                .containsExactly(WORDS)));
    }
}
