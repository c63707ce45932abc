package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandMetricsTest {
    private static final CommandDefinition PING = CommandDefinition.of(
            "ping",
            new Category(1, BotPhrase.CATEGORY_ABOUT),
            BotPhrase.DESCRIBE_PING,
            _ -> CompletableFuture.completedFuture(null));

    private long nanos = Duration.ofSeconds(100).toNanos();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CommandMetrics metrics = new CommandMetrics(() -> nanos, meters);

    @Test
    void theTimeToTheReplyBeginsWithTheArrivalOfTheUpdate() {
        var reply = new CompletableFuture<Integer>();
        CompletableFuture<?> _ = metrics.apply(arrivedAt(Duration.ofSeconds(97)), _ -> reply);
        nanos += Duration.ofSeconds(2).toNanos();
        reply.complete(1);

        assertThat(meters.get("muzon.command.reply")
                        .tag("command", "ping")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(5);
    }

    private static Invocation arrivedAt(Duration time) {
        var chat = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
        var sender = new Sender(7, "Dora", Sender.Kind.USER, "en");
        var update = new Incoming.Command(1, chat, sender, 1, "ping", null, "", null, null, null, null);
        return new Invocation(
                PING,
                update,
                new Invocation.Moment(time.toNanos(), null),
                "tg:1:1",
                Language.ENGLISH,
                TestTexts.all(),
                mock(Outbox.class));
    }
}
