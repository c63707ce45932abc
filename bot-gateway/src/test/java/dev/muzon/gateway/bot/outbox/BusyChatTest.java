package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sharing of a group's twenty messages a minute when much happens in it. */
@SuppressWarnings("FutureReturnValueIgnored")
class BusyChatTest {
    private static final long CHAT = -100;
    private static final Destination HERE = Destination.of(CHAT);
    private static final int CARD = 7;

    private final OutboxOnPinnedTime it = new OutboxOnPinnedTime();
    private final Outbox outbox = it.outbox;

    @AfterEach
    void close() {
        it.close();
    }

    /** Announcement that takes in later ones, as the gateway's does. */
    private record Added(int tracks) implements Draft {
        @Override
        public Optional<Content> write() {
            return Optional.of(Content.of("added " + tracks));
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return later instanceof Added other ? Optional.of(new Added(tracks + other.tracks)) : Optional.empty();
        }
    }

    @Test
    void sixteenCommandsOfOnePersonInFiftySecondsAreAllAnsweredWithinThreeSeconds() {
        List<List<Runnable>> commands = List.of(
                List.of(() -> decorate("searching"), () -> state("card")),
                List.of(() -> reply("queue")),
                List.of(() -> state("card again"), () -> change("moved", 3)),
                List.of(() -> change("paused", CARD)),
                List.of(() -> change("resumed", CARD)),
                List.of(() -> change("volume", CARD)),
                List.of(() -> decorate("searching"), () -> added()),
                List.of(() -> change("sought", CARD)),
                List.of(() -> decorate("searching"), () -> added()),
                List.of(() -> reply("ping")),
                List.of(() -> change("replayed", CARD)),
                List.of(() -> change("skipped", CARD), () -> state("next card")),
                List.of(() -> reply("help")),
                List.of(() -> reply("language")),
                List.of(() -> reply("queue")),
                List.of(() -> change("stopped", CARD + 1)));
        var asked = new ArrayList<Duration>();
        for (int i = 0; i < commands.size(); i++) {
            var at = Duration.ofMillis(i * 50_000L / commands.size());
            it.until(at);
            int before = it.sent().size();
            commands.get(i).forEach(Runnable::run);
            it.until(at.plusSeconds(3));
            assertThat(it.sent().size()).as("answers to command " + i).isGreaterThan(before);
            asked.add(at);
        }
        assertThat(it.texts()).contains("paused", "volume", "next card", "language", "stopped");
        assertThat(asked).hasSize(16);
    }

    @Test
    void twentySixRequestsOfFourPeopleInEightSecondsLeaveTheCardFirst() {
        var notices = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 26; i++) {
            it.until(Duration.ofMillis(i * 8_000L / 26));
            if (i < 20) {
                decorate("searching");
            } else {
                notices.add(
                        outbox.send(HERE, Content.of("slower"), Terms.reply(5).usefulFor(Duration.ofSeconds(2))));
            }
            if (i == 4) {
                state("card");
            } else if (i > 4 && i < 24) {
                added();
            }
        }
        it.until(Duration.ofSeconds(20));

        var card = it.sent().stream()
                .filter(sent -> sent.text().equals("card"))
                .findFirst()
                .orElseThrow();
        assertThat(card.at()).isLessThan(Duration.ofSeconds(4));
        int announced = it.texts().stream()
                .filter(text -> text.startsWith("added "))
                .mapToInt(text -> Integer.parseInt(text.substring("added ".length())))
                .sum();
        assertThat(announced).isEqualTo(19);
        assertThat(it.texts()).hasSizeLessThanOrEqualTo(16);
        assertThat(it.texts().stream().filter("searching"::equals).count()).isLessThanOrEqualTo(5);
        assertThat(notices).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aFloodOfTheSameQuestionIsAnsweredOnceForAllThatWait() {
        for (int i = 0; i < 12; i++) {
            outbox.send(HERE, Draft.once(Content.of("help")), Terms.reply(i));
        }
        outbox.send(HERE, Draft.once(Content.of("help for the owner")), Terms.reply(99));
        it.until(Duration.ofSeconds(20));
        assertThat(it.texts()).containsExactly("help", "help", "help", "help\n\nhelp for the owner");
    }

    @Test
    void aMessageThatSeveralPeopleWaitForIsWrittenOnceAndAsItIsThen() {
        for (int i = 0; i < 12; i++) {
            var words = Draft.of(Content.of("queue " + i));
            outbox.send(HERE, Draft.shared("queue", words), Terms.reply(i));
        }
        reply("ping");
        it.until(Duration.ofSeconds(20));
        assertThat(it.texts()).containsExactly("queue 0", "queue 1", "queue 2", "queue 11", "ping");
    }

    @Test
    void theCardOvertakesAnswersThatWait() {
        for (int i = 0; i < 6; i++) {
            reply("reply " + i);
        }
        state("card");
        it.until(Duration.ofSeconds(10));
        assertThat(it.texts())
                .containsExactly("reply 0", "reply 1", "reply 2", "card", "reply 3", "reply 4", "reply 5");
    }

    @Test
    void aFifthOfTheMinuteIsKeptForTheCard() {
        for (int i = 0; i < 30; i++) {
            it.until(Duration.ofSeconds(i));
            reply("reply " + i);
        }
        state("card");
        it.until(Duration.ofSeconds(31));
        assertThat(it.texts()).hasSize(17).last().isEqualTo("card");
    }

    @Test
    void decorationIsLeftOutWhileSomethingWaits() {
        for (int i = 0; i < 4; i++) {
            reply("reply " + i);
        }
        CompletableFuture<Integer> searching = decorate("searching");
        assertThat(searching).isCompletedWithValue(Outbox.DROPPED);
        assertThat(it.meters
                        .counter("muzon.outbox.dropped", "priority", "decoration")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void announcementsThatWaitBecomeOneMessageAndAllItsAskersHearOfIt() {
        for (int i = 0; i < 3; i++) {
            reply("reply " + i);
        }
        List<CompletableFuture<Integer>> announced = List.of(added(), added(), added());
        it.until(Duration.ofSeconds(4));
        assertThat(it.texts()).last().isEqualTo("added 3");
        assertThat(announced).allMatch(one -> one.join() > 0);
    }

    @Test
    void anAnswerNobodyLooksForAnyMoreIsNotSent() {
        it.telegram.floodNext("sendMessage", 90);
        state("state");
        CompletableFuture<Integer> late = reply("late");
        it.until(Duration.ofSeconds(95));
        assertThat(late).isCompletedWithValue(Outbox.DROPPED);
        assertThat(it.texts()).containsExactly("state", "state");
    }

    @Test
    void anEditThatIsFloodedForMinutesHoldsUpNoAnswer() {
        it.telegram.floodNext("editMessageText", 37 * 60);
        CompletableFuture<Integer> edit = outbox.edit(
                CHAT, CARD, Draft.of(Content.of("stale")), Terms.state().usefulFor(Duration.ofSeconds(30)));
        reply("answer").join();
        assertThat(edit).isCompletedWithValue(Outbox.DROPPED);
        it.until(Duration.ofMinutes(40));
        assertThat(it.texts()).containsExactly("stale", "answer");
    }

    @Test
    void aFloodedDecorationIsLeftOut() {
        it.telegram.floodNext("sendMessage", 10);
        assertThat(decorate("searching")).isCompletedWithValue(Outbox.DROPPED);
    }

    @Test
    void aFullLaneGivesUpAnAnswerForTheCardAndRefusesAnswersForNow() {
        it.telegram.floodNext("sendMessage", 30);
        List<CompletableFuture<Integer>> replies = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            replies.add(reply("reply " + i));
        }
        assertThat(replies.getLast()).isCompletedExceptionally();
        CompletableFuture<Integer> card = state("card");
        it.until(Duration.ofSeconds(34));
        assertThat(card).isCompleted();
        assertThat(replies).anyMatch(one -> one.isDone() && !one.isCompletedExceptionally() && one.join() == 0);
    }

    @Test
    void decorationOfAllChatsTogetherLeavesRoomForAnswers() {
        for (int chat = 1; chat <= 40; chat++) {
            outbox.send(Destination.of(-1000L - chat), Content.of("searching"), Terms.decoration(null));
        }
        assertThat(it.texts()).hasSize(15);
        reply("answer").join();
    }

    @Test
    void answersThatBecameUntrueTakeNoPlaceOfThoseThatAreTrue() {
        it.telegram.floodNext("sendMessage", 5);
        state("card");
        for (int i = 0; i < 20; i++) {
            outbox.send(HERE, Optional::empty, Terms.reply(i));
        }
        reply("true");
        it.until(Duration.ofSeconds(6));
        assertThat(it.texts()).containsExactly("card", "card", "true");
    }

    @Test
    void aRefusalIsSentAsLongAsItConcernsOneOfThoseWhoWaitForIt() {
        var corrected = new boolean[2];
        it.telegram.floodNext("sendMessage", 5);
        state("card");
        for (int person = 0; person < 2; person++) {
            int asker = person;
            outbox.send(HERE, Draft.onceWhile(() -> !corrected[asker], Content.of("how to")), Terms.reply(person));
        }
        corrected[0] = true;
        it.until(Duration.ofSeconds(8));
        assertThat(it.texts()).containsExactly("card", "card", "how to");
    }

    @Test
    void aMessageIsWrittenWhenItIsSent() {
        var position = new int[1];
        for (int i = 0; i < 3; i++) {
            reply("reply " + i);
        }
        outbox.send(HERE, () -> Optional.of(Content.of("at " + position[0])), Terms.state());
        position[0] = 3;
        CompletableFuture<Integer> over = outbox.send(HERE, Optional::empty, Terms.state());
        it.until(Duration.ofSeconds(4));
        assertThat(it.texts()).last().isEqualTo("at 3");
        assertThat(over).isCompletedWithValue(Outbox.DROPPED);
    }

    private CompletableFuture<Integer> state(String text) {
        return outbox.send(HERE, Content.of(text), Terms.state());
    }

    private CompletableFuture<Integer> reply(String text) {
        return outbox.send(HERE, Content.of(text), Terms.reply(5));
    }

    private CompletableFuture<Integer> decorate(String text) {
        return outbox.send(HERE, Content.of(text), Terms.decoration(5));
    }

    private CompletableFuture<Integer> added() {
        return outbox.send(HERE, new Added(1), Terms.reply(5));
    }

    private void change(String text, int message) {
        outbox.edit(CHAT, message, Draft.of(Content.of(text)), Terms.upkeep());
    }
}
