package dev.muzon.gateway.command;

import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Finds the command that was meant, runs it, and puts into words what goes wrong. */
@Component
public class CommandDispatcher {
    private final CommandRegistry commands;
    private final BotAccount account;
    private final ChatLanguages languages;
    private final Texts texts;
    private final Outbox outbox;
    private final FailureLog failures;
    private final MeterRegistry meters;

    public CommandDispatcher(
            CommandRegistry commands,
            BotAccount account,
            ChatLanguages languages,
            Texts texts,
            Outbox outbox,
            FailureLog failures,
            MeterRegistry meters) {
        this.commands = commands;
        this.account = account;
        this.languages = languages;
        this.texts = texts;
        this.outbox = outbox;
        this.failures = failures;
        this.meters = meters;
    }

    /** @return complete once Telegram has the answer, or there is none to give */
    public CompletableFuture<?> dispatch(Incoming.Command incoming) {
        boolean addressed = addressedToUs(incoming);
        if (incoming.addressee() != null && !addressed) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<Command> command = commands.find(incoming.name());
        if (command.isPresent()) {
            return run(command.get(), incoming);
        }
        // A group may have other bots: only what certainly means us deserves a word.
        return addressed || incoming.chat().isPrivate()
                ? invocation(incoming).reply(Phrase.UNKNOWN_COMMAND, Map.of("name", incoming.name()))
                : CompletableFuture.completedFuture(null);
    }

    private boolean addressedToUs(Incoming.Command incoming) {
        return account.identity().username().equalsIgnoreCase(incoming.addressee());
    }

    private CompletableFuture<?> run(Command command, Incoming.Command incoming) {
        meters.counter("muzon.commands", "command", command.name()).increment();
        Timer.Sample sample = Timer.start(meters);
        Invocation invocation = invocation(incoming);
        return attempt(command, invocation)
                .whenComplete((_, _) -> sample.stop(Timer.builder("muzon.command.reply")
                        .description("From the update's arrival to Telegram's answer to the reply")
                        .tag("command", command.name())
                        .register(meters)));
    }

    private CompletableFuture<?> attempt(Command command, Invocation invocation) {
        if (command instanceof GroupCommand && invocation.chat().isPrivate()) {
            return invocation.reply(Phrase.GROUP_ONLY);
        }
        try {
            return command.run(invocation);
        } catch (RuntimeException e) {
            return invocation.reply(failures.report("/" + command.name(), e));
        }
    }

    private Invocation invocation(Incoming.Command incoming) {
        return new Invocation(incoming, languages.of(incoming.chat(), incoming.sender()), texts, outbox);
    }
}
