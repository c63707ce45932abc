package dev.muzon.gateway.lending.joinrequest;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.RequestTopic;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.lending.LendingPhrase;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The message about the right that the bot needs to let an assistant in. It stands where the music was asked for. A chat
 * gets it at most once an hour, and one that could not take it gets it the next time.
 */
@Component
class MissingRight {
    private static final Duration SILENCE = Duration.ofHours(1);

    private final ConcurrentHashMap<Long, Instant> told = new ConcurrentHashMap<>();
    private final Outbox outbox;
    private final RequestTopic topic;
    private final ChatLanguages languages;
    private final Texts texts;
    private final MonotonicClock clock;
    private final FailureLog failures;

    MissingRight(
            Outbox outbox,
            RequestTopic topic,
            ChatLanguages languages,
            Texts texts,
            MonotonicClock clock,
            FailureLog failures) {
        this.outbox = outbox;
        this.topic = topic;
        this.languages = languages;
        this.texts = texts;
        this.clock = clock;
        this.failures = failures;
    }

    void tell(long chatId, AccountView assistant) {
        Instant now = clock.instant();
        @Nullable Instant before = told.get(chatId);
        if (before != null && before.plus(SILENCE).isAfter(now)) {
            return;
        }
        Destination place = topic.place(chatId);
        told.put(chatId, now);
        Map<String, String> values = new HashMap<>();
        if (assistant.username() != null) {
            values.put("assistant", assistant.username());
        }
        String html = texts.html(languages.of(chatId), LendingPhrase.JOIN_RIGHT_MISSING, values);
        CompletableFuture<?> _ = outbox.send(place, Content.of(html), Terms.state())
                .exceptionally(e -> {
                    failures.report("join request in chat " + chatId, e);
                    return Outbox.DROPPED;
                })
                .thenAccept(messageId -> {
                    if (messageId == Outbox.DROPPED) {
                        told.remove(chatId, now);
                    }
                });
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forgetOld() {
        Instant now = clock.instant();
        told.values().removeIf(at -> !at.plus(SILENCE).isAfter(now));
    }
}
