package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.command.Permission;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The word to an installation without an owner: it names what nobody can use, and the setting that changes it. */
@Component
class OwnerNotice {
    private static final Logger log = LoggerFactory.getLogger(OwnerNotice.class);

    private final AccessSettings access;
    private final OperatorProperties settings;
    private final CommandRegistry commands;

    OwnerNotice(AccessSettings access, OperatorProperties settings, CommandRegistry commands) {
        this.access = access;
        this.settings = settings;
        this.commands = commands;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (!access.owners().isEmpty()) {
            return;
        }
        String names = commands.all().stream()
                .filter(command -> command.rules().permission() == Permission.OWNERS)
                .map(CommandDefinition::name)
                .collect(Collectors.joining(", /", "/", ""));
        String alarms = settings.logGroup() == null ? ", and nobody in Telegram hears of lost accounts" : "";
        log.info("OWNER_ID is not set, so no owner is: nobody can use {}{}", names, alarms);
    }
}
