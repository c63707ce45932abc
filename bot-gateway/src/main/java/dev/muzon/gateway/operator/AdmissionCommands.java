package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /allow} and {@code /forbid}: choose the groups that a private bot serves. */
@Component
class AdmissionCommands implements CommandSet {
    static final Category OWNER = new Category(95, OperatorPhrase.CATEGORY_OWNER);

    private final AccessSettings settings;
    private final Admission admission;

    AdmissionCommands(AccessSettings settings, Admission admission) {
        this.settings = settings;
        this.admission = admission;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("allow", OWNER, OperatorPhrase.DESCRIBE_ALLOW, this::allow)
                        .alias("разрешить")
                        .inGroups()
                        .forOwners(),
                CommandDefinition.of("forbid", OWNER, OperatorPhrase.DESCRIBE_FORBID, this::forbid)
                        .alias("запретить")
                        .inGroups()
                        .forOwners());
    }

    private CompletableFuture<?> allow(Invocation invocation) {
        if (!settings.privateMode()) {
            return invocation.reply(OperatorPhrase.CHAT_OPEN);
        }
        admission.allow(invocation.chat());
        return invocation.reply(OperatorPhrase.CHAT_ALLOWED);
    }

    private CompletableFuture<?> forbid(Invocation invocation) {
        if (!settings.privateMode()) {
            return invocation.reply(OperatorPhrase.CHAT_OPEN);
        }
        if (settings.lists(invocation.chat())) {
            return invocation.reply(OperatorPhrase.CHAT_LISTED);
        }
        admission.forbid(invocation.chat(), invocation.command().updateId());
        return invocation.reply(OperatorPhrase.CHAT_FORBIDDEN);
    }
}
