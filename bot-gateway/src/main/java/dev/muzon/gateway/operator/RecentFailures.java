package dev.muzon.gateway.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.CommandFailed;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.PlayerEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The latest failures that each chat was told of, since this process started. */
@Component
class RecentFailures {
    private static final int OF_ONE_CHAT = 5;
    private static final int CHATS = 10_000;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Cache<Long, List<Seen>> byChat;
    private final Clock clock;

    RecentFailures(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.byChat = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(CHATS)
                .build();
    }

    /** A failure and when it was told. */
    record Seen(Instant at, Failure failure) {}

    @EventListener
    void told(PlayerEvent event) {
        @Nullable Failure failure = toldBy(event);
        if (failure != null) {
            note(event.chat().id(), failure);
        }
    }

    /** Notes a command that failed. What a person can avoid by asking differently is none of the operator's business. */
    @EventListener
    void failed(CommandFailed command) {
        if (!(command.failure() instanceof Failure.UserError)) {
            note(command.chat(), command.failure());
        }
    }

    private void note(long chat, Failure failure) {
        byChat.asMap()
                .merge(
                        chat,
                        List.of(new Seen(clock.instant(), failure)),
                        (before, now) -> Stream.concat(now.stream(), before.stream())
                                .limit(OF_ONE_CHAT)
                                .toList());
    }

    /** Returns the failure that an event tells people of, null for none. */
    static @Nullable Failure toldBy(PlayerEvent event) {
        return switch (event) {
            case PlayerEvent.RequestFailed it -> it.failure();
            case PlayerEvent.TrackEnded it -> it.failure();
            case PlayerEvent.CallTroubled it -> it.failure();
            case PlayerEvent.CallChanged it -> it.failure();
            case PlayerEvent.TracksQueued _,
                    PlayerEvent.TrackStarted _,
                    PlayerEvent.PlayerChanged _,
                    PlayerEvent.QueueEnded _,
                    PlayerEvent.PlayerRested _ -> null;
        };
    }

    /** Returns the newest failures of all chats, the newest first. */
    List<Seen> all() {
        return byChat.asMap().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Seen::at).reversed())
                .limit(OF_ONE_CHAT)
                .toList();
    }

    /** Returns a chat's failures, the newest first. */
    List<Seen> of(long chat) {
        return byChat.asMap().getOrDefault(chat, List.of());
    }
}
