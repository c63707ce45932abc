package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.TelegramTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The latest use of each command that each person got right. A refusal that waited while the person corrected the
 * command would be read as the answer to the right one. One that was not corrected is still owed.
 */
@Component
public class LatestCommands implements Middleware {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int PEOPLE = 100_000;

    private final TelegramTime time;
    private final Cache<Use, Integer> latest = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(PEOPLE)
            .build();

    LatestCommands(TelegramTime time) {
        this.time = time;
    }

    /**
     * The use of a command.
     *
     * @param command its own name, whichever alias was typed
     */
    private record Use(long chat, long sender, String command) {}

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        CompletableFuture<?> answered = next.run(invocation);
        if (!invocation.isRefused()) {
            Incoming.Command command = invocation.command();
            latest.asMap().merge(use(command, invocation.definition().name()), command.updateId(), Math::max);
        }
        return answered;
    }

    /**
     * Returns the time of a command, which tells as long as it is used whether a later use overtook it.
     *
     * @param arrived when the update arrived, by the ticker
     */
    public Invocation.Moment moment(CommandDefinition definition, Incoming.Command command, long arrived) {
        Instant sent = command.sentAt();
        // Telegram dates a message to the second and leaves the rest out.
        Duration age = sent == null ? null : Duration.between(sent.plusSeconds(1), time.now());
        Use use = use(command, definition.name());
        return new Invocation.Moment(arrived, age, () -> isOvertaken(use, command.updateId()));
    }

    private boolean isOvertaken(Use use, int update) {
        Integer last = latest.getIfPresent(use);
        return last != null && last > update;
    }

    private static Use use(Incoming.Command command, String name) {
        return new Use(command.chat().id(), command.sender().id(), name);
    }
}
