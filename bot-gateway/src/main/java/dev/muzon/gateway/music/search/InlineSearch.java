package dev.muzon.gateway.music.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.rate.SlidingWindow;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.InlineAnswer;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The answers to inline queries: {@code @bot words}, typed in any chat. A chosen result is a {@code /play} in the
 * person's name, which plays where the bot is a member. Outside of groups it is a message with a button that takes the
 * bot into one. Telegram sends no queries while inline mode is off.
 */
@Component
class InlineSearch implements UpdateHandler<Incoming.InlineQuery> {
    /** More than anybody types, because apps ask at each pause. */
    private static final Rate RATE = new Rate(20, Duration.ofSeconds(20));

    private static final int PEOPLE = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** Files come and go, and a list without a late source is soon better. */
    private static final Duration KEPT = Duration.ofSeconds(60);

    private static final Duration KEPT_INCOMPLETE = Duration.ofSeconds(2);

    private final SearchClient client;
    private final InlineResults results;
    private final Admission admission;
    private final BotApi api;
    private final MonotonicClock time;
    private final FailureLog failures;
    private final Cache<Long, SlidingWindow> windows;

    InlineSearch(
            SearchClient client,
            InlineResults results,
            Admission admission,
            BotApi api,
            MonotonicClock time,
            FailureLog failures) {
        this.client = client;
        this.results = results;
        this.admission = admission;
        this.api = api;
        this.time = time;
        this.failures = failures;
        this.windows = Caffeine.newBuilder()
                .expireAfterAccess(REMEMBERED)
                .maximumSize(PEOPLE)
                .build();
    }

    @Override
    public Class<Incoming.InlineQuery> type() {
        return Incoming.InlineQuery.class;
    }

    /**
     * Answers on a separate thread. A person who types asks again soon, so a failure is only noted.
     *
     * @return complete once Telegram has the answer
     */
    @Override
    public CompletableFuture<?> handle(Incoming.InlineQuery query) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        api.answerInline(query.queryId(), answer(query));
                    } catch (Throwable e) { // also an Error: the others who type are answered
                        failures.report("inline query", e);
                    }
                },
                WorkContext::aside);
    }

    private InlineAnswer answer(Incoming.InlineQuery query) {
        var own = new Conversation(query.sender().id(), Conversation.Kind.PRIVATE, null, null);
        if (!admission.serves(query.sender(), own)) {
            return new InlineAnswer(List.of(), null, KEPT);
        }
        String words = Blanks.oneLine(query.text());
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return results.hint(query.sender(), KEPT);
        }
        if (!mayAsk(query.sender().id())) {
            return new InlineAnswer(List.of(), null, KEPT_INCOMPLETE);
        }
        SearchView found = client.search(words, null); // nobody knows the chat in which it will be played
        return results.of(found, query, found.silent().isEmpty() ? KEPT : KEPT_INCOMPLETE);
    }

    private boolean mayAsk(long person) {
        SlidingWindow window = windows.get(person, _ -> new SlidingWindow(RATE));
        synchronized (window) {
            Instant now = time.instant();
            boolean free = !window.next(now).isAfter(now);
            if (free) {
                window.take(now);
            }
            return free;
        }
    }
}
