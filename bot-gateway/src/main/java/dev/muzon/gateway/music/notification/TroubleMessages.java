package dev.muzon.gateway.music.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages about trouble whose end is to be told in them. They are stored, so that a restart leaves none open. */
@Component
class TroubleMessages {
    /** Trouble that comes again sooner is read in the message that was sent before. */
    private static final Duration STILL_READ = Duration.ofMinutes(2);

    /** Trouble in bringing an assistant back that was removed. */
    private static final Set<FailureCode> UNINVITED =
            EnumSet.of(FailureCode.INVITE_RIGHT_MISSING, FailureCode.ASSISTANT_CANNOT_JOIN);

    /** The way out of a pause. A message that names it tells of the pause already. */
    private static final String RESUME = "/resume";

    private static final int CHATS = 10_000;

    private final TroubleStore store;
    private final CallText text;
    private final Texts texts;
    private final ChatLanguages languages;
    private final Outbox outbox;
    private final Clock clock;
    private final FailureLog failures;

    /** The messages in the store, so that a chat without trouble costs no question. */
    private final Cache<Long, List<OpenTrouble>> open =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The messages that say at the moment that the music is paused. */
    private final Cache<String, Boolean> pausedOnes =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    TroubleMessages(
            TroubleStore store,
            CallText text,
            Texts texts,
            ChatLanguages languages,
            Outbox outbox,
            Clock clock,
            FailureLog failures) {
        this.store = store;
        this.text = text;
        this.texts = texts;
        this.languages = languages;
        this.outbox = outbox;
        this.clock = clock;
        this.failures = failures;
    }

    /** Forgets what another replica may have changed since. */
    void reread() {
        open.invalidateAll();
    }

    void add(int message, PlayerEvent.CallTroubled event) {
        long chat = event.chat().id();
        store.add(new OpenTrouble(
                OpenTrouble.id(chat, message),
                chat,
                message,
                event.player().epoch(),
                CallText.isOfSource(event),
                null,
                text.troubled(event, languages.of(chat)),
                event.failure().code().name(),
                null,
                null,
                clock.instant()));
        open.invalidate(chat);
    }

    /** Keeps an answer that tells of trouble beside what was asked for. */
    void add(int message, TroubledAnswer answer) {
        PlayerView player = answer.player();
        CallStatus call = player.call();
        long chat = player.chat().id();
        store.add(new OpenTrouble(
                OpenTrouble.id(chat, message),
                chat,
                message,
                player.epoch(),
                CallText.isOfSource(player),
                (call != null && call.phase() == CallStatus.Phase.LEFT) ? true : null,
                answer.words(),
                call == null || call.failure() == null
                        ? null
                        : call.failure().code().name(),
                answer.rest(),
                null,
                clock.instant()));
        open.invalidate(chat);
    }

    /** Keeps a message that the music stopped by itself. Its words tell of a pause if there is one. */
    void addLeft(long chat, int message, String words, @Nullable Failure why) {
        pausedOnes.invalidate(OpenTrouble.id(chat, message));
        store.add(new OpenTrouble(
                OpenTrouble.id(chat, message),
                chat,
                message,
                0,
                false,
                true,
                words,
                why == null ? null : why.code().name(),
                null,
                null,
                clock.instant()));
        open.invalidate(chat);
    }

    /**
     * Returns whether a message says the same already and still waits for the end.
     *
     * @param heard when music was last heard between, null when it was not
     */
    boolean say(PlayerEvent.CallTroubled event, @Nullable Instant heard) {
        String words = text.troubled(event, languages.of(event.chat().id()));
        Instant recent = clock.instant().minus(STILL_READ);
        Instant end = lastEnd(event.chat().id());
        return areOpen(event.chat().id(), one -> {
            boolean stands = one.created().isAfter(recent)
                    || heard == null
                    || one.created().isAfter(heard);
            return stands && (isSame(one, event, words, end) || isSuperseded(one, event));
        });
    }

    /** Ends messages of the same trouble that was over for a while, before it is told once more. */
    void closeSame(PlayerEvent.CallTroubled event) {
        String words = text.troubled(event, languages.of(event.chat().id()));
        Instant end = lastEnd(event.chat().id());
        close(event.chat().id(), one -> isSame(one, event, words, end), MusicPhrase.TROUBLE_WAS_SOLVED);
    }

    /** Returns whether a message says the same and no end was told since. The first one may name the song before. */
    private static boolean isSame(OpenTrouble one, PlayerEvent.CallTroubled event, String words, Instant end) {
        return one.words().endsWith(words)
                && one.epoch() == event.player().epoch()
                && !one.created().isBefore(end);
    }

    /** Returns when people were last told that the music stopped by itself, and still wait for it. */
    private Instant lastEnd(long chat) {
        return of(chat).stream()
                .filter(OpenTrouble::tellsOfEnd)
                .map(OpenTrouble::created)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Returns whether a message says that the assistant is to be brought back. That only people can do so is said there. */
    private static boolean isSuperseded(OpenTrouble one, PlayerEvent.CallTroubled event) {
        return one.tellsOfEnd()
                && one.tellsOf(Set.of(FailureCode.ASSISTANT_REMOVED))
                && UNINVITED.contains(event.failure().code());
    }

    boolean areOpen(long chat, Predicate<OpenTrouble> which) {
        return of(chat).stream().anyMatch(which);
    }

    /**
     * Ends messages of a chat. Doing it again changes nothing.
     *
     * @return those that were open
     */
    List<OpenTrouble> close(long chat, Predicate<OpenTrouble> which, MusicPhrase end) {
        return closeWhile(() -> true, chat, which, end);
    }

    /** Shows messages as they were told before their end, which was taken back. */
    void reopen(List<OpenTrouble> closed) {
        for (OpenTrouble one : closed) {
            store.add(one);
            open.invalidate(one.chatId());
            pausedOnes.invalidate(one.id());
            change(one.chatId(), it -> it.id().equals(one.id()), Optional::empty);
        }
    }

    /**
     * Ends messages of a chat, unless that is no longer true when a message changes. It stays open then.
     *
     * @param stillTrue asked right before a message changes
     * @return those that were open
     */
    List<OpenTrouble> closeWhile(BooleanSupplier stillTrue, long chat, Predicate<OpenTrouble> which, MusicPhrase end) {
        if (of(chat).stream().noneMatch(which)) {
            return List.of();
        }
        List<OpenTrouble> closed = new ArrayList<>();
        open.asMap().computeIfPresent(chat, (_, all) -> {
            all.stream().filter(which).forEach(closed::add);
            return all.stream().filter(which.negate()).toList();
        });
        for (OpenTrouble one : closed) {
            String outcome = outcome(one, end);
            decide(one, outcome);
            show(one, outcome, stillTrue);
        }
        return closed;
    }

    private String outcome(OpenTrouble one, MusicPhrase end) {
        String rest = one.rest();
        return rest == null
                ? texts.html(languages.of(one.chatId()), end, Map.of("trouble", new Html(one.words())))
                : rest;
    }

    /**
     * Shows in messages about a call that the music waits for a person. They stay open, because a person can take that
     * back.
     *
     * @param by returns who paused it, asked right before a message changes
     */
    void paused(long chat, Supplier<Optional<String>> by) {
        change(
                chat,
                one -> !one.ofSource()
                        && !one.words().contains(RESUME)
                        && pausedOnes.asMap().putIfAbsent(one.id(), true) == null,
                by);
    }

    /** Shows messages as they were told before a pause. */
    void resumed(long chat, Supplier<Optional<String>> by) {
        change(chat, one -> pausedOnes.asMap().remove(one.id()) != null, by);
    }

    private void change(long chat, Predicate<OpenTrouble> which, Supplier<Optional<String>> by) {
        of(chat).stream().filter(which).forEach(one -> {
            CompletableFuture<Integer> _ = outbox.edit(
                            chat,
                            one.messageId(),
                            () -> isOpen(one) ? Optional.of(Content.of(words(one, by.get()))) : Optional.empty(),
                            Terms.announcement())
                    .exceptionally(e -> {
                        failures.report("Trouble told in chat " + chat, e);
                        return Outbox.DROPPED;
                    });
        });
    }

    private boolean isOpen(OpenTrouble one) {
        return areOpen(one.chatId(), other -> other.id().equals(one.id()));
    }

    private String words(OpenTrouble one, Optional<String> by) {
        return by.map(name -> texts.html(
                        languages.of(one.chatId()),
                        MusicPhrase.TROUBLE_PAUSED,
                        Map.of("trouble", new Html(one.words()), "name", Titles.shortened(name))))
                .orElse(one.words());
    }

    /** Stores an outcome. One that was not stored is decided again by the next news of the chat. */
    private void decide(OpenTrouble one, String outcome) {
        try {
            store.decided(one, outcome);
        } catch (RuntimeException e) {
            open.invalidate(one.chatId());
            throw e;
        }
    }

    /**
     * Shows the ends that an earlier process knew and did not get to show.
     *
     * @return the chats with trouble whose end is not known
     */
    Set<Long> finish() {
        Set<Long> chats = new HashSet<>();
        for (OpenTrouble one : store.all()) {
            String outcome = one.outcome();
            if (outcome == null) {
                chats.add(one.chatId());
            } else {
                show(one, outcome, () -> true);
            }
        }
        return chats;
    }

    private List<OpenTrouble> of(long chat) {
        return open.get(chat, store::open);
    }

    /** Shows an outcome. An edit that is called off, because this process ends or leads no more, is left to the next leader. */
    private void show(OpenTrouble one, String outcome, BooleanSupplier stillTrue) {
        Draft end = () -> stillTrue.getAsBoolean() ? Optional.of(Content.of(outcome)) : Optional.empty();
        Terms terms = one.rest() == null ? Terms.state() : Terms.upkeep();
        CompletableFuture<Integer> _ = outbox.edit(one.chatId(), one.messageId(), end, terms)
                .whenCompleteAsync((message, thrown) -> shown(one, message, thrown), WorkContext::aside);
    }

    private void shown(OpenTrouble one, @Nullable Integer message, @Nullable Throwable thrown) {
        if (thrown instanceof CancellationException) {
            return;
        }
        if (thrown != null) {
            failures.report("Trouble told in chat " + one.chatId(), thrown);
        }
        try {
            if (message != null && message == Outbox.DROPPED) {
                store.add(one);
                open.invalidate(one.chatId());
            } else {
                store.remove(one);
            }
        } catch (RuntimeException e) {
            failures.report("Trouble told in chat " + one.chatId(), e);
        }
    }
}
