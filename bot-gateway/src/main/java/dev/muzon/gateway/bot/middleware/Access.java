package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.command.Permission;
import dev.muzon.gateway.bot.command.Scope;
import dev.muzon.gateway.bot.text.BotPhrase;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The step that holds a command to its scope and its permission. */
@Component
class Access implements Middleware {
    private final Administrators administrators;

    Access(Administrators administrators) {
        this.administrators = administrators;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        var definition = invocation.definition();
        if (definition.rules().scope() == Scope.GROUPS && invocation.chat().isPrivate()) {
            return invocation.reply(BotPhrase.GROUP_ONLY);
        }
        if (definition.rules().permission() == Permission.ADMINISTRATORS) {
            administrators.require(invocation.sender(), invocation.chat());
        }
        return next.run(invocation);
    }
}
