package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.gateway.text.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Whether the bot is there. */
@Component
class PingCommand implements Command {
    private final Texts texts;
    private final Clock clock;
    private final Instant started;

    PingCommand(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_PING;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        Duration up = Duration.between(started, clock.instant());
        return invocation.reply(Phrase.PING, Map.of("uptime", Times.span(texts, invocation.language(), up)));
    }
}
