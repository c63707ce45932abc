package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.player.Hindrance;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.player.SleepNote;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part that all commands to the player share: carry it out, answer, redraw the card. */
@Component
class PlayerControl {
    /** The place in phrases for why the music is silent. */
    private static final String SILENT = "paused";

    /** The place in phrases for what music that nobody paused waits for. */
    private static final String WAITS = "waits";

    private final Controls controls;
    private final Cards cards;
    private final KnownPlayers known;
    private final PlayerClient players;
    private final StandingAnswers standing;
    private final CallText calls;
    private final Texts texts;
    private final FailureLog failures;

    PlayerControl(
            Controls controls,
            Cards cards,
            KnownPlayers known,
            PlayerClient players,
            StandingAnswers standing,
            CallText calls,
            Texts texts,
            FailureLog failures) {
        this.controls = controls;
        this.cards = cards;
        this.known = known;
        this.players = players;
        this.standing = standing;
        this.calls = calls;
        this.texts = texts;
        this.failures = failures;
    }

    /**
     * Performs a command and answers it.
     *
     * @param reply says what it looks like now, unless the card in sight shows it
     */
    CompletableFuture<?> run(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        return standing.answering(invocation, () -> performed(invocation, command, reply));
    }

    private CompletableFuture<?> performed(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        Change change;
        try {
            change = perform(invocation, command);
        } catch (FailureException e) {
            return refused(invocation, e);
        }
        boolean seen = redrawn(change, invocation)
                && !unseen(change)
                && !(command instanceof PlayerCommand.Stop && SleepNote.isSet(change.before()))
                && !(command instanceof PlayerCommand.Pause
                        && Hindrance.of(change).isPresent());
        return seen ? CompletableFuture.completedFuture(null) : reply.apply(change);
    }

    /** Returns whether the card looks as before: nothing was on it, nothing moved, or it is left as a memory. */
    private static boolean unseen(Change change) {
        CallStatus call = change.before().call();
        boolean left = call != null && call.phase() == CallStatus.Phase.LEFT;
        return left || change.before().current() == null || change.standsStill();
    }

    /** Says what a command did, unless the player has changed again before that can be said. */
    CompletableFuture<?> tell(Invocation invocation, Change change, Phrase phrase, Map<String, ?> values) {
        long chat = invocation.chat().id();
        return invocation.replyWhile(
                () -> change.holds(known.of(new PlayerId(chat)).orElse(null)), phrase, values);
    }

    /** Says where a command went, unless the music is elsewhere before that can be said. */
    CompletableFuture<?> tellPlace(Invocation invocation, Change change, Phrase phrase, Map<String, ?> values) {
        return tellWhile(
                invocation, change, newest -> change.holds(newest) && change.holdsPlace(newest), phrase, values);
    }

    /**
     * Tells how to use a command, and what holds when that is read.
     *
     * @param values for the words, asked of the newest view
     */
    CompletableFuture<?> hint(Invocation invocation, Phrase usage, Function<PlayerView, Map<String, ?>> values) {
        PlayerView asked = players.view(new PlayerId(invocation.chat().id()));
        return invocation.hint(usage, () -> values.apply(known.newest(asked)));
    }

    /**
     * Tells how the player stands when that is read.
     *
     * @param values for the words, asked of the newest view
     */
    CompletableFuture<?> show(Invocation invocation, Phrase phrase, Function<PlayerView, Map<String, ?>> values) {
        PlayerView asked = players.view(new PlayerId(invocation.chat().id()));
        return invocation.replyLate(
                () -> Optional.of(texts.html(invocation.language(), phrase, values.apply(known.newest(asked)))));
    }

    /** Says what a command did in words that are written already, unless the player has changed again before. */
    CompletableFuture<?> tell(Invocation invocation, Change change, String html) {
        long chat = invocation.chat().id();
        return invocation.replyWhile(
                () -> change.holds(known.of(new PlayerId(chat)).orElse(null)), html);
    }

    /** Says that the music is paused, and what else has to come. What came since is no longer waited for. */
    CompletableFuture<?> tellPaused(Invocation invocation, Change change) {
        PlayerId player = new PlayerId(invocation.chat().id());
        Language language = invocation.language();
        Optional<Hindrance> hindrance = Hindrance.of(change);
        if (hindrance.isEmpty() && change.stays(PlayerState.PAUSED)) {
            return tell(invocation, change, MusicPhrase.ALREADY_PAUSED, Map.of());
        }
        if (hindrance.equals(Optional.of(Hindrance.OUTSIDE))
                && CallText.phrase(change.after()) == MusicPhrase.CARD_STOPPED) {
            return tell(invocation, change, MusicPhrase.CARD_STOPPED, Map.of());
        }
        if (hindrance.isEmpty()) {
            return tell(invocation, change, MusicPhrase.PAUSED, Map.of());
        }
        int begun = known.voiceChats(player);
        return standing.tell(invocation, invocation.requestId(), change.after(), new StandingAnswers.Course() {
            @Override
            public Optional<String> begin(PlayerView newest) {
                return change.holds(newest) ? words(newest) : Optional.empty();
            }

            @Override
            public Optional<String> words(PlayerView newest) {
                Change until = new Change(change.before(), newest);
                Optional<Hindrance> left = Hindrance.of(until)
                        .filter(it -> it != Hindrance.NO_VOICE_CHAT || known.voiceChats(player) == begun)
                        .filter(_ -> newest.state() == PlayerState.PAUSED);
                return Optional.of(calls.paused(until, left, language));
            }
        });
    }

    /** Says that the music stopped. The offer to take that back leaves the answer once somebody did. */
    CompletableFuture<?> tellStopped(Invocation invocation, Change change) {
        PlayerId player = new PlayerId(invocation.chat().id());
        Language language = invocation.language();
        QueueEntry entry = change.before().current();
        MusicPhrase phrase = entry == null ? MusicPhrase.STOPPED_IDLE : MusicPhrase.STOPPED;
        String words = SleepNote.after(texts.html(language, phrase), Optional.of(change.before()), texts, language);
        Draft stopped =
                () -> change.holds(known.of(player).orElse(null)) ? Optional.of(Content.of(words)) : Optional.empty();
        return invocation.replyForAll(phrase, stopped).thenAccept(answer -> {
            if (answer != Outbox.DROPPED && entry != null) {
                known.onceBack(
                        player,
                        change.before().epoch(),
                        entry,
                        () -> invocation.correct(answer, MusicPhrase.STOPPED_UNDONE));
            }
        });
    }

    /**
     * Says how the music is played from now on, unless that has changed again before it can be said.
     *
     * @param part what the words are about
     */
    CompletableFuture<?> tellMode(
            Invocation invocation, Change change, Function<PlayerView, ?> part, Phrase phrase, Map<String, ?> values) {
        long chat = invocation.chat().id();
        return invocation.replyWhile(
                () -> change.holds(part, known.of(new PlayerId(chat)).orElse(null)), phrase, values);
    }

    /**
     * Says what a command did, unless the player has changed again and says otherwise before that can be said.
     *
     * @param agrees asked of a newer view right before the answer leaves
     */
    CompletableFuture<?> tellWhile(
            Invocation invocation, Change change, Predicate<PlayerView> agrees, Phrase phrase, Map<String, ?> values) {
        long chat = invocation.chat().id();
        return invocation.replyWhile(
                () -> known.of(new PlayerId(chat))
                        .filter(newest -> !newest.equals(change.after()))
                        .filter(agrees.negate())
                        .isEmpty(),
                phrase,
                values);
    }

    /**
     * Says what a command did, in words that fit the player when they leave. Where they have room for it they say why
     * the music is silent.
     *
     * @param words asked of the newest view, empty when there is nothing to say any more
     */
    CompletableFuture<?> tellLate(
            Invocation invocation, Change change, Function<PlayerView, Optional<? extends Phrase>> words) {
        return tellLate(invocation, change, Map.of(), words);
    }

    /**
     * Says what a command did, in words that fit the player when they leave.
     *
     * @param values for the words
     * @param words asked of the newest view, empty when there is nothing to say any more
     */
    CompletableFuture<?> tellLate(
            Invocation invocation,
            Change change,
            Map<String, ?> values,
            Function<PlayerView, Optional<? extends Phrase>> words) {
        Language language = invocation.language();
        var last = new AtomicReference<Optional<? extends Phrase>>(Optional.empty());
        return tellReason(invocation, change, Optional::of, newest -> {
            Optional<? extends Phrase> phrase = words.apply(newest);
            if (phrase.isPresent()) {
                last.set(phrase);
            }
            return last.get().map(it -> texts.html(language, it, withReason(values, change, language, newest)));
        });
    }

    /** Returns what music that nobody paused waits for, null while it is heard or paused. */
    @Nullable String waits(PlayerView player, Language language) {
        return player.state() == PlayerState.PAUSED ? null : calls.stateForGood(player, language);
    }

    /** Shows the card of what a command brought, in a new message. */
    CompletableFuture<?> showCard(Invocation invocation, Change change) {
        return cards.showAgain(change.after(), invocation.place(), invocation.terms());
    }

    /**
     * Says what a command did to music that is silent, and why it still is when that is read.
     *
     * @param agrees asked of the player right before the answer leaves
     */
    CompletableFuture<?> tellSilent(
            Invocation invocation, Change change, Predicate<PlayerView> agrees, Phrase phrase, Map<String, ?> values) {
        PlayerId id = new PlayerId(invocation.chat().id());
        Language language = invocation.language();
        return tellReason(
                invocation,
                change,
                newest -> Optional.of(players.now(id).orElse(newest)).filter(agrees),
                newest -> Optional.of(texts.html(language, phrase, withReason(values, change, language, newest))));
    }

    /**
     * Says what a command did, and why music is silent. A reason changes as more becomes known of it.
     *
     * @param first looks at the player right before the answer leaves, empty when there is nothing to say any more
     */
    private CompletableFuture<?> tellReason(
            Invocation invocation,
            Change change,
            Function<PlayerView, Optional<PlayerView>> first,
            Function<PlayerView, Optional<String>> words) {
        PlayerView after = change.after();
        boolean silent = Hindrance.of(after).isPresent() || waits(after, invocation.language()) != null;
        if (!silent) {
            return invocation.replyLate(
                    () -> first.apply(known.of(after.id()).orElse(after)).flatMap(words));
        }
        return standing.tell(invocation, invocation.requestId(), after, new StandingAnswers.Course() {
            @Override
            public Optional<String> begin(PlayerView newest) {
                return first.apply(newest).flatMap(words);
            }

            @Override
            public Optional<String> words(PlayerView newest) {
                return words.apply(newest);
            }

            @Override
            public boolean isSettled(int answer, PlayerView newest) {
                return !isAbout(change, newest) || StandingAnswers.Course.super.isSettled(answer, newest);
            }
        });
    }

    /** Returns whether a player still has the track that a command left to it. */
    private static boolean isAbout(Change change, PlayerView player) {
        QueueEntry track = change.after().current();
        return track == null
                || (player.current() != null
                        && track.id().equals(player.current().id()));
    }

    /** Adds why a track is silent or what it waits for, nothing once it is heard or over. */
    private Map<String, ?> withReason(Map<String, ?> values, Change change, Language language, PlayerView player) {
        if (!isAbout(change, player)) {
            return values;
        }
        var all = new HashMap<String, Object>(values);
        all.putAll(silent(language, player));
        String waits = waits(player, language);
        if (waits != null) {
            all.put(WAITS, waits);
        }
        return all;
    }

    /** Returns the words for a pause that the command did not end, nothing when there is none. */
    Map<String, String> paused(Invocation invocation, Change change) {
        return silent(invocation.language(), change.after());
    }

    /** Returns why a track is silent, nothing while it plays or is on its way to be heard. */
    private Map<String, String> silent(Language language, PlayerView player) {
        String why = calls.silent(player, language);
        return why == null ? Map.of() : Map.of(SILENT, why);
    }

    /**
     * Performs a command and answers it, also when nothing plays that it could change.
     *
     * @param refused says so, and has room for why the music is silent
     */
    CompletableFuture<?> runOrRefuse(
            Invocation invocation,
            PlayerCommand command,
            Phrase refused,
            Function<Change, CompletableFuture<?>> reply) {
        return standing.answering(invocation, () -> performedOrRefused(invocation, command, refused, reply));
    }

    private CompletableFuture<?> performedOrRefused(
            Invocation invocation,
            PlayerCommand command,
            Phrase refused,
            Function<Change, CompletableFuture<?>> reply) {
        Change change;
        try {
            change = perform(invocation, command);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.NOTHING_PLAYING) {
                return refused(invocation, e);
            }
            invocation.leaveOut();
            return invocation.replyLate(() -> refused(invocation, refused));
        }
        redrawn(change, invocation);
        return reply.apply(change);
    }

    private Optional<String> refused(Invocation invocation, Phrase refused) {
        PlayerId id = new PlayerId(invocation.chat().id());
        Language language = invocation.language();
        Map<String, String> why = players.now(id)
                .or(() -> known.of(id))
                .map(it -> silent(language, it))
                .orElse(Map.of());
        return Optional.of(texts.html(language, refused, why));
    }

    /** Performs a command and answers it, also when the card is in sight. */
    CompletableFuture<?> runAndTell(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        return standing.answering(invocation, () -> performedAndTold(invocation, command, reply));
    }

    private CompletableFuture<?> performedAndTold(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        Change change;
        try {
            change = perform(invocation, command);
        } catch (FailureException e) {
            return refused(invocation, e);
        }
        redrawn(change, invocation);
        return reply.apply(change);
    }

    /**
     * Says that nothing plays only as long as nothing does, and why a track that is there is silent. Nobody pressed a
     * button, so that none is called out of date. Every other refusal goes on.
     */
    private CompletableFuture<?> refused(Invocation invocation, FailureException e) {
        FailureCode code = e.failure().code();
        if (code == FailureCode.NOTHING_BEFORE
                && !hasTrack(new PlayerId(invocation.chat().id()))) {
            return refused(
                    invocation, Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException());
        }
        if (code != FailureCode.NOTHING_PLAYING && code != FailureCode.STALE_BUTTON) {
            throw e;
        }
        Failure failure = failures.report("/" + invocation.definition().name(), e);
        if (code == FailureCode.STALE_BUTTON) {
            return invocation.refuse(MusicPhrase.OVERTAKEN);
        }
        PlayerId id = new PlayerId(invocation.chat().id());
        if (!hasTrack(id)) {
            return invocation.refuseWhile(() -> !hasTrack(id), failure);
        }
        invocation.leaveOut();
        return invocation.replyLate(() -> whySilent(invocation.language(), id));
    }

    private boolean hasTrack(PlayerId player) {
        return known.of(player).filter(it -> it.current() != null).isPresent();
    }

    private Optional<String> whySilent(Language language, PlayerId id) {
        return players.now(id)
                .or(() -> known.of(id))
                .map(player -> silent(language, player).get(SILENT))
                .map(Html::escaped);
    }

    /** Performs a command. A replay is meant to be heard, so that it ends a pause. */
    private Change perform(Invocation invocation, PlayerCommand command) {
        Change change = controls.perform(invocation.requestId(), invocation.chat(), invocation.sender(), command, null);
        return command instanceof PlayerCommand.Replay && change.after().state() == PlayerState.PAUSED
                ? new Change(
                        change.before(),
                        perform(invocation, new PlayerCommand.Resume()).after())
                : change;
    }

    /** Redraws the card. The command is carried out by then, so trouble with the card must not be told as its failure. */
    private boolean redrawn(Change change, Invocation invocation) {
        try {
            boolean seen = cards.willShow(
                    change.after(), invocation.place(), invocation.command().messageId());
            cards.update(change.after());
            return seen;
        } catch (RuntimeException e) {
            failures.report("card of chat " + change.after().chat().id(), e);
            return false;
        }
    }
}
