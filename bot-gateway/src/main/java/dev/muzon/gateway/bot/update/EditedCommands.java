package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The corrections of commands. People who edit a message that came to nothing, or was a question, expect the new words to
 * be obeyed. An edit of a command that was carried out changes nothing, which is said. One of an old message is left
 * alone.
 */
@Component
class EditedCommands implements UpdateHandler<Incoming.EditedCommand> {
    /** Time in which people correct what they have just written. */
    static final Duration CORRECTED = Duration.ofMinutes(2);

    private final ReadMessages messages;
    private final CommandDispatcher commands;

    EditedCommands(ReadMessages messages, CommandDispatcher commands) {
        this.messages = messages;
        this.commands = commands;
    }

    @Override
    public Class<Incoming.EditedCommand> type() {
        return Incoming.EditedCommand.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.EditedCommand edited) {
        Incoming.Command command = edited.command();
        boolean soon = command.sentAt() != null
                && Duration.between(edited.sent(), command.sentAt()).compareTo(CORRECTED) <= 0;
        if (soon && messages.isCorrection(command, edited.sent())) {
            return commands.handle(command);
        }
        return soon && messages.isAfterthought(command)
                ? commands.explainEdit(command)
                : CompletableFuture.completedFuture(null);
    }
}
