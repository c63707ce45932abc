package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.UpdateHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The people who sent a command in a group lately, by their public names. Telegram names nobody to a bot by those. */
@Component
class SeenPeople implements UpdateHandler<Incoming.Command> {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int PEOPLE = 10_000;

    private final Cache<Name, Sender> seen;

    SeenPeople(Ticker ticker) {
        this.seen = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(PEOPLE)
                .build();
    }

    private record Name(long chat, String username) {
        Name {
            username = username.toLowerCase(Locale.ROOT);
        }
    }

    /** Returns who has a public name, empty for people who sent no command in the chat lately. */
    Optional<Sender> in(long chat, String username) {
        return Optional.ofNullable(seen.getIfPresent(new Name(chat, username)));
    }

    @Override
    public Class<Incoming.Command> type() {
        return Incoming.Command.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.Command command) {
        Sender sender = command.sender();
        if (sender.kind() == Sender.Kind.USER && sender.username() != null) {
            seen.put(new Name(command.chat().id(), sender.username()), sender);
        }
        return CompletableFuture.completedFuture(null);
    }
}
