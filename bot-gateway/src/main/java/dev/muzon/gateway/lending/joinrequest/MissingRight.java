package dev.muzon.gateway.lending.joinrequest;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.lending.LendingPhrase;
import dev.muzon.gateway.telegram.Content;
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

/** The message about the right that the bot needs to let an assistant in. A chat gets it at most once an hour. */
@Component
class MissingRight {
    private static final Duration SILENCE = Duration.ofHours(1);

    private final ConcurrentHashMap<Long, Instant> told = new ConcurrentHashMap<>();
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;
    private final MonotonicClock clock;
    private final FailureLog failures;

    MissingRight(Outbox outbox, ChatLanguages languages, Texts texts, MonotonicClock clock, FailureLog failures) {
        this.outbox = outbox;
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
        told.put(chatId, now);
        Map<String, String> values = new HashMap<>();
        if (assistant.username() != null) {
            values.put("assistant", assistant.username());
        }
        String html = texts.html(languages.of(chatId), LendingPhrase.JOIN_RIGHT_MISSING, values);
        CompletableFuture<?> _ = outbox.send(chatId, Content.of(html), null).exceptionally(e -> {
            failures.report("join request in chat " + chatId, e);
            return 0;
        });
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forgetOld() {
        Instant now = clock.instant();
        told.values().removeIf(at -> !at.plus(SILENCE).isAfter(now));
    }
}
