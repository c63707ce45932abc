package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.TelegramTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The step that drops commands that are too old by the date of their message. After an outage Telegram delivers what
 * people typed meanwhile: a {@code /skip} of five minutes ago would skip a track that nobody meant. The chat is told
 * once. What a former process carried out or refused is neither repeated nor called missed.
 */
@Component
class Staleness implements Middleware {
    private static final Duration TOLD_FOR = Duration.ofMinutes(10);
    private static final int CHATS = 10_000;

    /** No update is older when it comes for the first time and the bot was not away. */
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private final TelegramTime time;
    private final HandledCommands handled;
    private final Cache<Long, Instant> told;

    Staleness(TelegramTime time, HandledCommands handled) {
        this.time = time;
        this.handled = handled;
        this.told = Caffeine.newBuilder()
                .expireAfterWrite(TOLD_FOR)
                .maximumSize(CHATS)
                .build();
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        Instant sent = invocation.command().sentAt();
        boolean old = isOld(sent, invocation.definition().rules().freshFor());
        if (isOld(sent, PROMPT)) {
            Optional<HandledCommands.Handled> before = handled.find(invocation.requestId());
            if (before.isPresent() && (old || before.get().refused())) {
                return CompletableFuture.completedFuture(null);
            }
        }
        CompletableFuture<?> done = old ? tellOnce(invocation) : next.run(invocation);
        handled.ran(invocation.requestId());
        return done;
    }

    private CompletableFuture<?> tellOnce(Invocation invocation) {
        boolean toldBefore = told.asMap().putIfAbsent(invocation.chat().id(), time.now()) != null;
        return toldBefore ? CompletableFuture.completedFuture(null) : invocation.reply(BotPhrase.TOO_OLD);
    }

    private boolean isOld(@Nullable Instant sent, Duration freshFor) {
        return sent != null && sent.plus(freshFor).isBefore(time.now());
    }
}
