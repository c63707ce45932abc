package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.AddToGroup;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.command.Permission;
import dev.muzon.gateway.bot.command.Scope;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Texts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The step that holds a command to its scope and its permission. */
@Component
class CommandAccess implements Middleware {
    private static final Logger log = LoggerFactory.getLogger(CommandAccess.class);

    private final AccessSettings settings;
    private final Administrators administrators;
    private final AddToGroup addToGroup;
    private final Texts texts;

    CommandAccess(AccessSettings settings, Administrators administrators, AddToGroup addToGroup, Texts texts) {
        this.settings = settings;
        this.administrators = administrators;
        this.addToGroup = addToGroup;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        var definition = invocation.definition();
        Permission permission = definition.rules().permission();
        if (permission == Permission.OWNERS && !settings.isOwner(invocation.sender())) {
            boolean unset = settings.owners().isEmpty();
            log.info(
                    "Command /{} of {} refused: {}",
                    definition.name(),
                    invocation.sender().id(),
                    unset ? "only owners have it, and OWNER_ID is not set" : "only owners have it");
            return invocation.reply(unset ? BotPhrase.OWNER_UNSET : BotPhrase.OWNER_ONLY);
        }
        if (definition.rules().scope() == Scope.GROUPS && invocation.chat().isPrivate()) {
            if (!definition.available().getAsBoolean()) {
                return invocation.reply(BotPhrase.COMMAND_OFF, Map.of("name", definition.name()));
            }
            String advice = texts.html(invocation.language(), BotPhrase.GROUP_ONLY);
            return invocation.replyOnce(addToGroup.below(advice, invocation.language()));
        }
        if (definition.rules().scope() == Scope.PRIVATE && !invocation.chat().isPrivate()) {
            return invocation.refuse(BotPhrase.PRIVATE_ONLY);
        }
        if (permission == Permission.ADMINISTRATORS) {
            administrators.require(invocation.sender(), invocation.chat());
        }
        return next.run(invocation);
    }
}
