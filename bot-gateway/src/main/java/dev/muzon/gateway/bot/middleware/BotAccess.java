package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Phrase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The access check of a private bot. A chat that it does not serve is told so at most once an hour. */
@Component
class BotAccess implements Middleware {
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int CHATS = 10_000;

    private final Admission admission;
    private final Cache<Long, Boolean> told;

    BotAccess(Admission admission, Ticker ticker) {
        this.admission = admission;
        this.told = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(SILENCE)
                .maximumSize(CHATS)
                .build();
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        if (admission.serves(invocation.sender(), invocation.chat())) {
            return next.run(invocation);
        }
        boolean toldBefore = told.asMap().putIfAbsent(invocation.chat().id(), true) != null;
        return toldBefore ? CompletableFuture.completedFuture(null) : invocation.reply(sentence(invocation));
    }

    private static Phrase sentence(Invocation invocation) {
        return invocation.chat().isPrivate() ? BotPhrase.PRIVATE_CHAT : BotPhrase.PRIVATE_GROUP;
    }
}
