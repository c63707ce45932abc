package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /start} and {@code /setup}: the way in for people, and the checklist of a group. */
@Component
@Order(10)
class StartCommands implements CommandSet {
    private final SetupCheck check;
    private final SetupMessages messages;
    private final SetupWatch watch;
    private final PrivateHello hello;

    StartCommands(SetupCheck check, SetupMessages messages, SetupWatch watch, PrivateHello hello) {
        this.check = check;
        this.messages = messages;
        this.watch = watch;
        this.hello = hello;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("setup", Category.SETTINGS, WelcomePhrase.DESCRIBE_SETUP, this::setup)
                        .alias("настройка")
                        .inGroups(),
                CommandDefinition.of("start", Category.ABOUT, WelcomePhrase.DESCRIBE_START, this::start));
    }

    private CompletableFuture<?> setup(Invocation invocation) {
        Setup setup = checked(invocation);
        return messages.show(invocation.place(), setup, invocation.language(), invocation.terms());
    }

    private Setup checked(Invocation invocation) {
        Setup setup = check.of(invocation.chat());
        watch.follow(invocation.chat(), setup);
        return setup;
    }

    private CompletableFuture<?> start(Invocation invocation) {
        if (invocation.chat().isPrivate()) {
            return invocation.replyOnce(hello.in(invocation.language()));
        }
        Setup setup = checked(invocation);
        return messages.fresh(invocation.chat().id())
                ? messages.refresh(invocation.chat().id(), setup)
                : messages.greet(invocation.place(), setup, invocation.language(), invocation.terms(), 0);
    }
}
