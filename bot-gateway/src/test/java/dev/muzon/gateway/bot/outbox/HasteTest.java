package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answers to several people who command a group's bot in haste. */
@SuppressWarnings("FutureReturnValueIgnored")
class HasteTest {
    private static final long CHAT = -100;
    private static final Destination HERE = Destination.of(CHAT);
    private static final int CARD = 7;
    private static final List<Asker> PEOPLE =
            List.of(new Asker(1, "Alice"), new Asker(2, "Борис"), new Asker(3, "Chiara"), new Asker(4, "Дарья"));

    private final OutboxOnPinnedTime it = new OutboxOnPinnedTime();
    private final Outbox outbox = it.outbox;

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void answersCameTwentySecondsLateInHaste() {
        // A command every two seconds, half as many again as a group may be told. The card changes with every fourth.
        var asked = new ArrayList<Duration>();
        for (int i = 0; i < 30; i++) {
            var at = Duration.ofSeconds(2L * i);
            it.until(at);
            decorate("searching");
            if (i % 4 == 3) {
                change("card " + i);
            }
            ask("answer " + i + ".", PEOPLE.get(i % PEOPLE.size()));
            asked.add(at);
        }
        it.until(Duration.ofSeconds(90));

        for (int i = 0; i < asked.size(); i++) {
            String words = "answer " + i + ".";
            Duration answered = it.sent().stream()
                    .filter(sent -> sent.text().contains(words))
                    .map(OutboxOnPinnedTime.Sent::at)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(words + " was never given"));
            assertThat(answered.minus(asked.get(i))).as(words).isLessThan(Duration.ofSeconds(16));
        }
        Duration last = it.sent().stream()
                .filter(sent -> sent.text().equals("card 27"))
                .map(OutboxOnPinnedTime.Sent::at)
                .findFirst()
                .orElseThrow();
        assertThat(last.minusSeconds(54)).isLessThan(Duration.ofSeconds(16));
        assertThat(perMinute()).isLessThanOrEqualTo(20);
    }

    @Test
    void aCardStoodStillForAMinuteBesideAFewMessages() {
        for (int second = 0; second <= 180; second++) {
            it.until(Duration.ofSeconds(second));
            if (second % 10 == 5) {
                outbox.send(HERE, Content.of("news"), Terms.reply(second));
            }
            if (second % 12 == 0) {
                progress("at " + second);
            }
        }
        assertThat(it.texts().stream().filter(text -> text.startsWith("at ")))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 15)
                        .mapToObj(round -> "at " + 12 * round)
                        .toList());
        assertThat(perMinute()).isLessThanOrEqualTo(20);
    }

    @Test
    void progressLeavesRoomForAnswersInHaste() {
        for (int second = 0; second < 60; second++) {
            it.until(Duration.ofSeconds(second));
            progress("at " + second);
        }
        assertThat(it.texts()).hasSize(12);

        ask("answer", PEOPLE.getFirst());
        it.until(Duration.ofSeconds(60));
        assertThat(it.texts()).contains("answer");
    }

    // Redrawn cards keep a distance of twelve seconds in haste, and an end that is useful for ten was never shown.
    @Test
    void theEndOfACardWasDroppedInABusyChat() {
        for (int i = 0; i < 18; i++) {
            it.until(Duration.ofSeconds(i));
            outbox.send(HERE, Content.of("news " + i), Terms.state());
        }
        outbox.edit(CHAT, CARD, Draft.of(Content.of("skipped")), Terms.upkeep().usefulFor(Duration.ofSeconds(10)));
        it.until(Duration.ofSeconds(19));
        assertThat(it.texts()).contains("skipped");
    }

    // The page that somebody had turned to, and what their request had come to, kept the distance of redrawn cards.
    @Test
    void anEditThatAPersonWaitedForCameTenSecondsLate() {
        for (int i = 0; i < 16; i++) {
            it.until(Duration.ofSeconds(i));
            outbox.send(HERE, Content.of("news " + i), Terms.state());
        }
        it.until(Duration.ofSeconds(18));
        outbox.edit(CHAT, 9, Content.of("next page"));
        outbox.edit(CHAT, 8, Draft.of(Content.of("found")), Terms.state().usefulFor(Duration.ofSeconds(10)));
        it.until(Duration.ofSeconds(20));
        assertThat(it.texts()).contains("next page", "found");
    }

    // At the limit each free place went to the card first, and an old card's buttons stood in line with answers.
    @Test
    void cardsOvertookAnswersWhenTheMinuteWasFull() {
        for (int i = 0; i < 20; i++) {
            it.until(Duration.ofSeconds(2L * i));
            outbox.send(HERE, Content.of("news " + i), Terms.state());
        }
        it.until(Duration.ofSeconds(40));
        outbox.edit(CHAT, 5, Draft.of(Content.of("old card")), Terms.upkeep());
        change("card");
        ask("answer", PEOPLE.getFirst());
        change("newer card");
        it.until(Duration.ofMinutes(2));
        assertThat(it.texts().subList(20, 23)).containsExactly("answer", "old card", "newer card");
        assertThat(it.sent().get(20).at()).isLessThan(Duration.ofSeconds(63));
    }

    @Test
    void anAnswerThatIsAloneKeepsItsReplyAndNamesNobody() {
        ask("paused", PEOPLE.getFirst());
        assertThat(it.texts()).containsExactly("paused");
        assertThat(it.sent()
                        .getFirst()
                        .call()
                        .body()
                        .at("/reply_parameters/message_id")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anAnswerToSeveralPeopleNamesThem() {
        hold();
        for (Asker person : PEOPLE) {
            ask("paused", person);
        }
        it.until(Duration.ofSeconds(8));
        assertThat(it.texts().getLast()).isEqualTo("Alice, Борис, Chiara, Дарья: paused");
    }

    @Test
    void differentAnswersThatShareAMessageNameWhomTheyAnswer() {
        hold();
        ask("paused", PEOPLE.get(0));
        ask("resumed", PEOPLE.get(1));
        ask("paused", PEOPLE.get(2));
        it.until(Duration.ofSeconds(8));
        assertThat(it.texts().getLast()).isEqualTo("Alice, Chiara: paused\n\nБорис: resumed");
    }

    @Test
    void answersToOnePersonShareAMessageThatRepliesToTheNewestCommand() {
        hold();
        ask("paused", PEOPLE.getFirst());
        outbox.send(HERE, Draft.once(Content.of("louder")), terms(2, PEOPLE.getFirst()));
        it.until(Duration.ofSeconds(8));
        assertThat(it.texts().getLast()).isEqualTo("paused\n\nlouder");
        assertThat(it.sent()
                        .getLast()
                        .call()
                        .body()
                        .at("/reply_parameters/message_id")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anAnswerThatBecameUntrueLeavesTheOthersOfItsMessage() {
        hold();
        outbox.send(HERE, Draft.brief(Optional::empty), terms(1, PEOPLE.getFirst()));
        ask("resumed", PEOPLE.get(1));
        it.until(Duration.ofSeconds(8));
        assertThat(it.texts().getLast()).isEqualTo("Борис: resumed");
    }

    @Test
    void manyAnswersFillMoreThanOneMessage() {
        hold();
        IntStream.range(0, 7).forEach(i -> ask(i + "!".repeat(600), PEOPLE.getFirst()));
        it.until(Duration.ofSeconds(12));
        assertThat(it.texts().getLast()).isEqualTo("5" + "!".repeat(600) + "\n\n6" + "!".repeat(600));
    }

    /** Lets Telegram ask for a pause, so that what follows waits. */
    private void hold() {
        it.telegram.floodNext("sendMessage", 5);
        outbox.send(HERE, Content.of("card"), Terms.state());
    }

    private void ask(String answer, Asker person) {
        outbox.send(HERE, Draft.once(Content.of(answer)), terms(1, person));
    }

    private static Terms terms(int message, Asker person) {
        return Terms.reply(message).askedBy(person);
    }

    private void change(String text) {
        outbox.edit(CHAT, CARD, Draft.of(Content.of(text)), Terms.upkeep());
    }

    private void progress(String text) {
        outbox.edit(CHAT, CARD, Draft.of(Content.of(text)), Terms.decoration(null));
    }

    private void decorate(String text) {
        outbox.send(HERE, Content.of(text), Terms.decoration(5));
    }

    /** Returns the most messages within any minute. */
    private long perMinute() {
        return it.sent().stream()
                .mapToLong(first -> it.sent().stream()
                        .filter(sent -> !sent.at().minus(first.at()).isNegative()
                                && sent.at().minus(first.at()).compareTo(Duration.ofMinutes(1)) < 0)
                        .count())
                .max()
                .orElse(0);
    }
}
