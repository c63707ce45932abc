package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.gateway.telegram.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** {@code /block} and {@code /unblock}: close the bot to a person or a chat. An id names them, or the message that is answered. */
@Component
class BlockCommands implements CommandSet {
    private static final Pattern ID = Pattern.compile("-?[1-9][0-9]{0,17}");

    private final Blocklist blocklist;
    private final AccessSettings access;
    private final BotAccount bot;

    BlockCommands(Blocklist blocklist, AccessSettings access, BotAccount bot) {
        this.blocklist = blocklist;
        this.access = access;
        this.bot = bot;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("block", AdmissionCommands.OWNER, OperatorPhrase.DESCRIBE_BLOCK, this::block)
                        .alias("заблокировать")
                        .forOwners(),
                CommandDefinition.of("unblock", AdmissionCommands.OWNER, OperatorPhrase.DESCRIBE_UNBLOCK, this::unblock)
                        .alias("разблокировать")
                        .forOwners());
    }

    private CompletableFuture<?> block(Invocation invocation) {
        Optional<Long> meant = meant(invocation);
        if (meant.isEmpty()) {
            return invocation.hint(OperatorPhrase.BLOCK_USAGE, Map.of("count", blocklist.size()));
        }
        long id = meant.get();
        if (access.owners().contains(Long.toString(id))) {
            return invocation.refuse(OperatorPhrase.BLOCK_OWNER);
        }
        if (id == bot.id()) {
            return invocation.refuse(OperatorPhrase.BLOCK_SELF);
        }
        boolean done = blocklist.block(id, invocation.command().updateId());
        return done
                ? invocation.reply(OperatorPhrase.BLOCKED, Map.of("id", Long.toString(id)))
                : invocation.refuse(OperatorPhrase.BLOCK_FULL);
    }

    private CompletableFuture<?> unblock(Invocation invocation) {
        Optional<Long> meant = meant(invocation);
        if (meant.isEmpty()) {
            return invocation.hint(OperatorPhrase.BLOCK_USAGE, Map.of("count", blocklist.size()));
        }
        boolean done = blocklist.unblock(meant.get());
        return invocation.reply(
                done ? OperatorPhrase.UNBLOCKED : OperatorPhrase.BLOCKED_NOT, Map.of("id", Long.toString(meant.get())));
    }

    private static Optional<Long> meant(Invocation invocation) {
        if (ID.matcher(invocation.argument()).matches()) {
            return Optional.of(Long.valueOf(invocation.argument()));
        }
        return invocation.argument().isEmpty()
                ? Optional.ofNullable(invocation.command().material().reply())
                        .map(Material.Reply::author)
                        .map(Sender::id)
                : Optional.empty();
    }
}
