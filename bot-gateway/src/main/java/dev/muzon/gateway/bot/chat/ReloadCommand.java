package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.BotAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /reload}: reads the administrators of the group again, and whether the bot is one. The permission is checked
 * after that: somebody who was promoted a moment ago has to be recognised.
 */
@Component
@Order(30)
class ReloadCommand implements CommandSet {
    private final Administrators administrators;
    private final BotAccount account;

    ReloadCommand(Administrators administrators, BotAccount account) {
        this.administrators = administrators;
        this.account = account;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("reload", Category.SETTINGS, BotPhrase.DESCRIBE_RELOAD, this::reload)
                .alias("admincache", "обновить")
                .inGroups()
                .atMost(2, Duration.ofSeconds(60)));
    }

    private CompletableFuture<?> reload(Invocation invocation) {
        Set<Long> all = administrators.reload(invocation.chat().id());
        administrators.require(invocation.sender(), invocation.chat());
        boolean ours = all.contains(account.id());
        return invocation.reply(
                ours ? BotPhrase.RELOADED : BotPhrase.RELOADED_WITHOUT_RIGHTS,
                Map.of("count", ours ? all.size() - 1 : all.size()));
    }
}
