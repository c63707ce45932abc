package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.rate.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a command: its chats, its people, its freshness and its limit.
 *
 * @param freshFor messages older than this are not obeyed, because people want something else by now
 * @param question whether it changes nothing, so that an edit may ask again
 * @param rate the limit of one person in one chat, null where the common limit of all commands suffices
 */
public record CommandRules(
        Scope scope,
        Permission permission,
        Duration freshFor,
        boolean question,
        @Nullable Rate rate) {

    CommandRules in(Scope other) {
        return new CommandRules(other, permission, freshFor, question, rate);
    }

    CommandRules of(Permission other) {
        return new CommandRules(scope, other, freshFor, question, rate);
    }

    CommandRules freshFor(Duration age) {
        return new CommandRules(scope, permission, age, question, rate);
    }

    CommandRules asking() {
        return new CommandRules(scope, permission, freshFor, true, rate);
    }

    CommandRules atMost(Rate most) {
        return new CommandRules(scope, permission, freshFor, question, most);
    }
}
