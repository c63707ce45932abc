package dev.muzon.gateway.music.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The messages about trouble that lasts. Each is corrected once music is heard. */
@Component
class ToldTrouble {
    private static final int CHATS = 10_000;

    /** Nobody looks at an older message. */
    private static final Duration REMEMBERED = Duration.ofHours(6);

    private final CallText text;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final FailureLog failures;
    private final Cache<Long, List<Told>> told = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(CHATS)
            .build();

    private record Told(int message, Failure failure) {}

    ToldTrouble(CallText text, ChatLanguages languages, Outbox outbox, FailureLog failures) {
        this.text = text;
        this.languages = languages;
        this.outbox = outbox;
        this.failures = failures;
    }

    void add(long chat, int message, Failure failure) {
        var one = new Told(message, failure);
        told.asMap()
                .merge(
                        chat,
                        List.of(one),
                        (known, more) -> known.contains(one)
                                ? known
                                : Stream.concat(known.stream(), more.stream()).toList());
    }

    /** Adds to each message of a chat that its trouble is over. */
    void solved(long chat) {
        List<Told> all = told.asMap().remove(chat);
        if (all != null) {
            all.forEach(one -> correct(chat, one));
        }
    }

    private void correct(long chat, Told one) {
        CompletableFuture<Integer> _ = outbox.edit(
                        chat,
                        one.message(),
                        () -> Optional.of(Content.of(text.solved(one.failure(), languages.of(chat)))),
                        Terms.announcement())
                .exceptionally(thrown -> {
                    failures.report("Trouble told in chat " + chat, thrown);
                    return Outbox.DROPPED;
                });
    }
}
