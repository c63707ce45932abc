package dev.muzon.gateway.bot.command;

import java.util.List;

/** The commands that one feature brings along. {@code @Order} sorts sets that share a section of /help. */
public interface CommandSet {

    /** Returns its commands in the order in which /help lists them. */
    List<CommandDefinition> commands();
}
