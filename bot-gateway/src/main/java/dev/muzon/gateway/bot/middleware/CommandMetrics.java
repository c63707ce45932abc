package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The step that counts commands and measures the time until Telegram has the answer. */
@Component
class CommandMetrics implements Middleware {
    /** The service level is 3 s, see {@code docs/operations.md}. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Ticker ticker;
    private final MeterRegistry meters;

    CommandMetrics(Ticker ticker, MeterRegistry meters) {
        this.ticker = ticker;
        this.meters = meters;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        String name = invocation.definition().name();
        meters.counter("muzon.commands", "command", name).increment();
        return next.run(invocation)
                .whenComplete((_, _) -> Timer.builder("muzon.command.reply")
                        .description("From a command's arrival to Telegram's answer to the reply")
                        .tag("command", name)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters)
                        .record(Duration.ofNanos(ticker.read() - invocation.arrived())));
    }
}
