package dev.muzon.gateway.bot.update;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.testkit.TestClock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadMessagesTest {
    private static final CommandDefinition PING = CommandDefinition.of(
            "ping",
            new Category(1, BotPhrase.CATEGORY_ABOUT),
            BotPhrase.DESCRIBE_PING,
            _ -> CompletableFuture.completedFuture(null));

    private final TestClock clock = TestClock.create();
    private final Instant sent = clock.instant();
    private final ReadMessages messages = new ReadMessages(new TelegramTime(clock), Ticker.systemTicker(), _ -> false);

    // 9,000 commands of 4,080 letters held 164 MB, more than the process may have.
    @Test
    void whatWasReadLatelyFilledTheMemory() {
        messages.begin();
        var held = new WeakReference<>(read("/ping", "x".repeat(4_080)));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(held.get()).isNull();
        });
        assertThat(messages.isCorrection(command("/ping", "again"), sent)).isFalse();
    }

    @Test
    void otherWordsThanTheRefusedOnesAreACorrection() {
        messages.begin();
        CompletableFuture<Integer> _ = read("/ping", "wrong").refuse(BotPhrase.DESCRIBE_PING);

        assertThat(messages.isCorrection(command("/ping", "wrong"), sent)).isFalse();
        assertThat(messages.isCorrection(command("/ping", "right"), sent)).isTrue();
    }

    @Test
    void anEditWhoseOutcomeNobodyKnowsIsAnAfterthoughtAndFailsNothing() {
        var hanging = new ReadMessages(new TelegramTime(clock), Ticker.systemTicker(), _ -> {
            throw new IllegalStateException("away");
        });
        hanging.begin();
        read(hanging, "/ping", "right");

        assertThat(hanging.isCorrection(command("/ping", "other"), sent)).isFalse();
        assertThat(hanging.isAfterthought(command("/ping", "other"))).isTrue();
    }

    // What another process had obeyed was obeyed again, because the clock of this machine was slow.
    @Test
    void aSlowClockOfTheMachineMadeMessagesOfAnotherProcessOurs() {
        var time = new TelegramTime(clock);
        var ours = new ReadMessages(time, clock::nanos, _ -> false);
        ours.begin();
        clock.advance(Duration.ofSeconds(60));
        Instant now = clock.instant().plus(Duration.ofMinutes(10));
        time.heard(RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));

        assertThat(ours.isCorrection(command("/ping", ""), now.minusSeconds(70)))
                .isFalse();
        assertThat(ours.isCorrection(command("/ping", ""), now.minusSeconds(50)))
                .isTrue();
    }

    @Test
    void aFastClockOfTheMachineLeftCorrectionsUnanswered() {
        var time = new TelegramTime(clock);
        var ours = new ReadMessages(time, clock::nanos, _ -> false);
        ours.begin();
        clock.advance(Duration.ofSeconds(60));
        Instant now = clock.instant().minus(Duration.ofMinutes(10));
        time.heard(RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));

        assertThat(ours.isCorrection(command("/ping", ""), now.minusSeconds(50)))
                .isTrue();
    }

    private Invocation read(String name, String argument) {
        return read(messages, name, argument);
    }

    private static Invocation read(ReadMessages messages, String name, String argument) {
        var invocation = new Invocation(
                PING,
                command(name, argument),
                new Invocation.Moment(0, null),
                "tg:1:1",
                Language.ENGLISH,
                TestTexts.all(),
                mock(Outbox.class));
        messages.note(invocation, true);
        return invocation;
    }

    private static Incoming.Command command(String name, String argument) {
        var chat = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
        var sender = new Sender(7, "Dora", Sender.Kind.USER, "en");
        return new Incoming.Command(1, chat, sender, 1, name, null, argument, null, null, null, null);
    }
}
