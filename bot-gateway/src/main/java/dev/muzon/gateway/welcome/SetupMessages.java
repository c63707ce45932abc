package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The checklists in groups: each group's last one is kept right, the one before it is closed. */
@Component
class SetupMessages implements ChatListener {
    /** A checklist this young is corrected, not repeated: Telegram's own link sends {@code /start} after adding. */
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    /** Checklists that Telegram has not answered yet, by their chat. An update of that chat may overtake them. */
    private final ConcurrentHashMap<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    /** The last checklists of groups that the store has not taken yet. */
    private final ConcurrentHashMap<Long, SetupMessage> unsaved = new ConcurrentHashMap<>();

    private final SetupStore store;
    private final Afterwards afterwards;
    private final SetupText text;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Clock clock;
    private final FailureLog failures;

    SetupMessages(
            SetupStore store,
            Afterwards afterwards,
            SetupText text,
            Outbox outbox,
            ChatLanguages languages,
            Clock clock,
            FailureLog failures) {
        this.store = store;
        this.afterwards = afterwards;
        this.text = text;
        this.outbox = outbox;
        this.languages = languages;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Sends a checklist with a greeting. Equal ones that wait become one, however often somebody adds the bot.
     *
     * @param greeted the number of the update that brought the bot in, 0 when it was asked for
     * @return complete once Telegram has it
     */
    CompletableFuture<?> greet(Destination to, Setup setup, Language language, Terms terms, int greeted) {
        return send(to, setup, language, terms, greeted, true);
    }

    /**
     * Sends a checklist without a greeting, because the group knows the bot.
     *
     * @return complete once Telegram has it
     */
    CompletableFuture<?> show(Destination to, Setup setup, Language language, Terms terms) {
        int greeted = last(to.chatId()).map(SetupMessage::greeted).orElse(0);
        return send(to, setup, language, terms, greeted, false);
    }

    private CompletableFuture<?> send(
            Destination to, Setup setup, Language language, Terms terms, int greeted, boolean hello) {
        CompletableFuture<?> shown = outbox.send(to, Draft.once(text.of(setup, language, hello)), terms)
                .thenAccept(messageId -> {
                    if (messageId != Outbox.DROPPED) {
                        close(to.chatId(), messageId);
                        remember(new SetupMessage(
                                to.chatId(), messageId, setup.complete(), greeted, clock.instant(), hello));
                    }
                });
        underWay.put(to.chatId(), shown);
        return shown.whenComplete((_, _) -> underWay.remove(to.chatId(), shown));
    }

    /** Takes the boxes and buttons of the last checklist, because another one is kept right from now on. */
    private void close(long chatId, int newest) {
        last(chatId)
                .filter(older -> older.messageId() != null && older.messageId() != newest)
                .ifPresent(older -> edit(
                        chatId,
                        Objects.requireNonNull(older.messageId()),
                        text.closed(languages.of(chatId), older.greets())));
    }

    private void edit(long chatId, int messageId, Content content) {
        CompletableFuture<?> _ = outbox.edit(chatId, messageId, Draft.of(content), Terms.upkeep())
                .exceptionally(thrown -> {
                    if (!Outbox.isGone(thrown)) {
                        failures.report("checklist of chat " + chatId, thrown);
                    }
                    return Outbox.DROPPED;
                });
    }

    /** Completes when the checklist that is on its way stands, however that ended. */
    private CompletableFuture<?> settled(long chatId) {
        return underWay.getOrDefault(chatId, done()).handle((_, _) -> null);
    }

    /**
     * Returns whether the bot was greeted in for this update or a later one. A group that was upgraded counts as greeted
     * too.
     */
    boolean knows(long chatId, int update) {
        return known(chatId)
                .filter(last -> last.messageId() == null || last.greeted() >= update)
                .isPresent();
    }

    /** Returns whether a checklist was sent a moment ago or is on its way. */
    boolean fresh(long chatId) {
        return underWay.containsKey(chatId)
                || last(chatId)
                        .filter(it -> it.messageId() != null)
                        .filter(it -> it.shown().plus(JUST_NOW).isAfter(clock.instant()))
                        .isPresent();
    }

    /**
     * Corrects the last checklist. When that is gone and nothing is missing any more, that is said once.
     *
     * @return complete once Telegram has it
     */
    CompletableFuture<?> refresh(long chatId, Setup setup) {
        return settled(chatId)
                .thenCompose(_ ->
                        last(chatId).map(it -> corrected(chatId, setup, it)).orElseGet(SetupMessages::done));
    }

    /**
     * Corrects the last checklist after a promotion. A group that was not greeted yet is greeted now, and not again when
     * the news of the bot's arrival comes later.
     *
     * @param update the number of the update that promoted the bot
     * @return complete once Telegram has it
     */
    CompletableFuture<?> promoted(long chatId, Setup setup, Language language, int update) {
        return settled(chatId).thenCompose(_ -> {
            // Fails without the store, and is tried again: a group that seems new would be greeted twice.
            Optional<SetupMessage> last = known(chatId);
            if (last.isPresent()) {
                return corrected(chatId, setup, last.get());
            }
            return setup.complete()
                    ? greet(Destination.of(chatId), setup, language, Terms.state(), update)
                            .thenApply(_ -> Outbox.DROPPED)
                    : done();
        });
    }

    /** Returns whether a checklist stands or is on its way. */
    boolean stands(long chatId) {
        return underWay.containsKey(chatId) || last(chatId).isPresent();
    }

    private CompletableFuture<Integer> corrected(long chatId, Setup setup, SetupMessage message) {
        boolean news = setup.complete() && !message.complete();
        Integer messageId = message.messageId();
        remember(message.with(setup.complete()));
        if (messageId == null) {
            return news ? allSet(chatId, setup) : done();
        }
        return outbox.edit(
                        chatId,
                        messageId,
                        Draft.of(text.of(setup, languages.of(chatId), message.greets())),
                        Terms.upkeep())
                .exceptionallyCompose(thrown -> Outbox.isGone(thrown) && news
                        ? allSet(chatId, setup)
                        : Outbox.isGone(thrown) ? done() : CompletableFuture.failedFuture(thrown));
    }

    /** Corrects the checklist under which a button was pressed. */
    void correct(long chatId, int messageId, Setup setup, Language language) {
        Optional<SetupMessage> last;
        try {
            last = known(chatId);
        } catch (RuntimeException e) {
            // What was known of the greeting must not be overwritten by a guess.
            failures.report("checklist of chat " + chatId, e);
            edit(chatId, messageId, text.of(setup, language, false));
            return;
        }
        boolean hello = last.filter(it -> Objects.equals(it.messageId(), messageId))
                .filter(SetupMessage::greets)
                .isPresent();
        edit(chatId, messageId, text.of(setup, language, hello));
        close(chatId, messageId);
        int greeted = last.map(SetupMessage::greeted).orElse(0);
        remember(new SetupMessage(chatId, messageId, setup.complete(), greeted, clock.instant(), hello));
    }

    private CompletableFuture<Integer> allSet(long chatId, Setup setup) {
        return outbox.send(chatId, text.allSet(languages.of(chatId), setup.sight()), null);
    }

    private static CompletableFuture<Integer> done() {
        return CompletableFuture.completedFuture(Outbox.DROPPED);
    }

    /** Returns the last checklist. Without the store there is none to correct. */
    private Optional<SetupMessage> last(long chatId) {
        try {
            return known(chatId);
        } catch (RuntimeException e) {
            failures.report("checklist of chat " + chatId, e);
            return Optional.empty();
        }
    }

    private Optional<SetupMessage> known(long chatId) {
        return Optional.ofNullable(unsaved.get(chatId)).or(() -> store.find(chatId));
    }

    /** Notes the last checklist of a group. What comes later while the store is away takes its place. */
    private void remember(SetupMessage message) {
        unsaved.put(message.chat(), message);
        afterwards.run("checklist of chat " + message.chat(), () -> {
            if (message.equals(unsaved.get(message.chat()))) {
                store.save(message);
                unsaved.remove(message.chat(), message);
            }
        });
    }

    @Override
    public void left(Conversation chat, int update) {
        unsaved.remove(chat.id());
        store.remove(chat.id());
    }

    /** Carries over that the group was greeted. Telegram tells of the bot's arrival in the supergroup as of any other. */
    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        known(group.id()).ifPresent(last -> {
            store.save(new SetupMessage(supergroup, null, last.complete(), update, last.shown(), last.hello()));
            store.remove(group.id());
            unsaved.remove(group.id());
        });
        return done();
    }
}
