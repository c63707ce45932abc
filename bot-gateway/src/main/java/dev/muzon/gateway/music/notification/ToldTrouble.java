package dev.muzon.gateway.music.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The messages about trouble that lasts. Each is corrected once music is heard. That of a source is solved only by the
 * same track, not by the next one.
 */
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

    private record Told(int message, PlayerEvent.CallTroubled event) {}

    ToldTrouble(CallText text, ChatLanguages languages, Outbox outbox, FailureLog failures) {
        this.text = text;
        this.languages = languages;
        this.outbox = outbox;
        this.failures = failures;
    }

    void add(int message, PlayerEvent.CallTroubled event) {
        var one = new Told(message, event);
        told.asMap()
                .merge(
                        event.chat().id(),
                        List.of(one),
                        (known, more) -> known.stream().anyMatch(it -> it.message() == message)
                                ? known
                                : Stream.concat(known.stream(), more.stream()).toList());
    }

    /** Forgets the trouble of sources whose track is over. */
    void ended(long chat, long epoch) {
        told.asMap()
                .computeIfPresent(
                        chat,
                        (_, all) -> all.stream()
                                .filter(one -> !CallText.isOfSource(one.event())
                                        || one.event().player().epoch() > epoch)
                                .toList());
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
                        () -> Optional.of(Content.of(text.solved(one.event(), languages.of(chat)))),
                        Terms.announcement())
                .exceptionally(thrown -> {
                    failures.report("Trouble told in chat " + chat, thrown);
                    return Outbox.DROPPED;
                });
    }
}
