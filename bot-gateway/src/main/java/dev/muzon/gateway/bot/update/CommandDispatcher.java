package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.middleware.LatestCommands;
import dev.muzon.gateway.bot.middleware.MiddlewareChain;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.runtime.metrics.LogContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The way of a command through the middleware to its handler. */
@Component
class CommandDispatcher implements UpdateHandler<Incoming.Command> {
    private final CommandRegistry commands;
    private final MiddlewareChain chain;
    private final LatestCommands latest;
    private final ReadMessages messages;
    private final BotAccount account;
    private final ChatLanguages languages;
    private final Texts texts;
    private final Outbox outbox;

    CommandDispatcher(
            CommandRegistry commands,
            MiddlewareChain chain,
            LatestCommands latest,
            ReadMessages messages,
            BotAccount account,
            ChatLanguages languages,
            Texts texts,
            Outbox outbox) {
        this.commands = commands;
        this.chain = chain;
        this.latest = latest;
        this.messages = messages;
        this.account = account;
        this.languages = languages;
        this.texts = texts;
        this.outbox = outbox;
    }

    @Override
    public Class<Incoming.Command> type() {
        return Incoming.Command.class;
    }

    /**
     * Runs the command that was meant.
     *
     * @return complete once Telegram has the answer, or there is none to give
     */
    @Override
    public CompletableFuture<?> handle(Incoming.Command command) {
        String addressee = command.addressee();
        boolean addressed = addressee != null && account.isCalled(addressee);
        if (addressee != null && !addressed) {
            return CompletableFuture.completedFuture(null);
        }
        Optional<CommandDefinition> known = meant(command, addressed);
        if (known.isPresent()) {
            return run(known.get(), command);
        }
        // A group may have other bots: only what certainly means us deserves a word.
        return addressed || command.chat().isPrivate()
                ? run(commands.unknown(), command)
                : CompletableFuture.completedFuture(null);
    }

    /** Finds a command. Some are meant for others in a group, unless they name this bot. */
    private Optional<CommandDefinition> meant(Incoming.Command command, boolean addressed) {
        return commands.find(command.name())
                .filter(it -> addressed
                        || command.chat().isPrivate()
                        || !it.rules().scope().needsName());
    }

    /** Says that an edit into another command is not carried out, because the first one was. */
    CompletableFuture<?> explainEdit(Incoming.Command command) {
        String addressee = command.addressee();
        return meant(command, addressee != null)
                .filter(_ -> addressee == null || account.isCalled(addressee))
                .<CompletableFuture<?>>map(known ->
                        chain.run(invocation(known.answeredBy(it -> it.refuse(BotPhrase.EDITED)), command)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private Invocation invocation(CommandDefinition definition, Incoming.Command command) {
        var language = languages.of(command.chat(), command.sender());
        var moment = latest.moment(definition, command, Arrival.nanos());
        return new Invocation(definition, command, moment, command.requestId(account.id()), language, texts, outbox);
    }

    private CompletableFuture<?> run(CommandDefinition definition, Incoming.Command command) {
        try (var _ = LogContext.ofRequest(command.requestId(account.id()))) {
            var invocation = invocation(definition, command);
            messages.note(invocation, !definition.equals(commands.unknown()));
            return chain.run(invocation);
        }
    }
}
