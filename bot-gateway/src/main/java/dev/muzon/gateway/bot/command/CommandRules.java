package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.rate.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a command: its chats, its people, its freshness and its limit.
 *
 * @param freshFor messages older than this are not obeyed, because people want something else by now
 * @param rate the limit of one person in one chat, null where the common limit of all commands suffices
 */
public record CommandRules(
        Scope scope,
        Permission permission,
        Duration freshFor,
        @Nullable Rate rate) {

    CommandRules in(Scope other) {
        return new CommandRules(other, permission, freshFor, rate);
    }

    CommandRules of(Permission other) {
        return new CommandRules(scope, other, freshFor, rate);
    }

    CommandRules freshFor(Duration age) {
        return new CommandRules(scope, permission, age, rate);
    }

    CommandRules atMost(Rate most) {
        return new CommandRules(scope, permission, freshFor, most);
    }
}
