package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The step that counts commands and measures the time until Telegram has the answer. */
@Component
class CommandMetrics implements Middleware {
    private final MeterRegistry meters;

    CommandMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        String name = invocation.definition().name();
        meters.counter("muzon.commands", "command", name).increment();
        Timer.Sample sample = Timer.start(meters);
        return next.run(invocation)
                .whenComplete((_, _) -> sample.stop(Timer.builder("muzon.command.reply")
                        .description("From the begin of a command's work to Telegram's answer to the reply")
                        .tag("command", name)
                        .register(meters)));
    }
}
