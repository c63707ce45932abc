package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.telegram.TelegramTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The step that drops commands that are too old by the date of their message. After an outage Telegram delivers what
 * people typed meanwhile: a {@code /skip} of five minutes ago would skip a track that nobody meant. The chat is told
 * once.
 */
@Component
class Staleness implements Middleware {
    private static final Duration TOLD_FOR = Duration.ofMinutes(10);
    private static final int CHATS = 10_000;

    private final TelegramTime time;
    private final Cache<Long, Instant> told;

    Staleness(TelegramTime time) {
        this.time = time;
        this.told = Caffeine.newBuilder()
                .expireAfterWrite(TOLD_FOR)
                .maximumSize(CHATS)
                .build();
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        Instant sent = invocation.command().sentAt();
        if (sent == null || !old(sent, invocation.definition().rules().freshFor())) {
            return next.run(invocation);
        }
        boolean toldBefore = told.asMap().putIfAbsent(invocation.chat().id(), sent) != null;
        return toldBefore ? CompletableFuture.completedFuture(null) : invocation.reply(BotPhrase.TOO_OLD);
    }

    private boolean old(Instant sent, Duration freshFor) {
        return sent.plus(freshFor).isBefore(time.now());
    }
}
