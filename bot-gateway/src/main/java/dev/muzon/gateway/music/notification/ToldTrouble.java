package dev.muzon.gateway.music.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Hindrance;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The end of trouble that was told. It is solved once music is heard steadily, and that of a source only by the same
 * track. Whatever else ends it is said as well.
 */
@Component
class ToldTrouble {
    /** Sound that stops sooner solved nothing. Longer than sound of two seconds and the silence until that is told. */
    static final Duration STEADY = Duration.ofSeconds(10);

    /** Events that waited for this process are told by then. They know more than the player as it is now. */
    static final Duration CAUGHT_UP = Duration.ofSeconds(30);

    /** Trouble that is over once something is named that people have to do: the assistant was there to see that. */
    private static final Set<FailureCode> OF_OURS = EnumSet.of(
            FailureCode.ASSISTANT_STARTING,
            FailureCode.NO_ASSISTANT,
            FailureCode.PEER_UNAVAILABLE,
            FailureCode.CALL_CONNECT_FAILED,
            FailureCode.CALL_LOST);

    private static final int CHATS = 10_000;

    /** The mark of music that was heard and then paused. Nothing proves meanwhile that it is steady. */
    private static final Object INTERRUPTED = new Object();

    private final TroubleMessages messages;
    private final KnownPlayers known;
    private final PlayerClient players;
    private final Later later;
    private final Clock clock;
    private final FailureLog failures;

    /** The last time that the music of each chat was heard again. Forgotten when it stops. */
    private final Cache<Long, Object> heard =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The track of each chat whose sound came back after its trouble was told. */
    private final Cache<Long, Long> back =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The end of each chat's last track. */
    private final Cache<Long, EndReason> last =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    /** The last time that music was heard in each chat behind trouble that was told. */
    private final Cache<Long, Instant> sounded =
            Caffeine.newBuilder().maximumSize(CHATS).build();

    ToldTrouble(
            TroubleMessages messages,
            KnownPlayers known,
            PlayerClient players,
            Later later,
            Clock clock,
            FailureLog failures) {
        this.messages = messages;
        this.known = known;
        this.players = players;
        this.later = later;
        this.clock = clock;
        this.failures = failures;
    }

    /** Takes up what an earlier process left open, after the news that waited for this one. */
    @EventListener
    void began(LeadershipBegan event) {
        messages.reread();
        heard.invalidateAll();
        back.invalidateAll();
        later.run(CAUGHT_UP, this::catchUp);
    }

    /** Keeps what was told. Telegram or the store may have taken their time, in which the music came back. */
    void add(int message, PlayerEvent.CallTroubled event) {
        messages.add(message, event);
        catchUpFrom(event.player());
        follow(event.player().id(), message);
    }

    /** Keeps an answer that tells of trouble. */
    void add(int message, TroubledAnswer answer) {
        messages.add(message, answer);
        catchUpFrom(answer.player());
        follow(answer.player().id(), message);
    }

    /** Looks at all that becomes known of a player while a message is open. A paused one says little by itself. */
    private void follow(PlayerId player, int message) {
        known.follow(player, view -> {
            try {
                closeOutdated(view);
                return !messages.areOpen(player.chatId(), one -> one.messageId() == message);
            } catch (RuntimeException e) {
                failures.report("Trouble told in chat " + player.chatId(), e);
                return false;
            }
        });
    }

    private void catchUpFrom(PlayerView told) {
        PlayerView now = known.newest(told);
        if (!now.equals(told)) {
            catchUp(now);
        }
    }

    /**
     * Notes that there is trouble, so that what was heard before solved nothing.
     *
     * @return whether a message says so already, and stands since music was heard for the last time
     */
    boolean troubled(PlayerEvent.CallTroubled event) {
        long chat = event.chat().id();
        heard.invalidate(chat);
        boolean told = messages.say(event, sounded.getIfPresent(chat));
        if (!told) {
            messages.closeSame(event);
        }
        return told;
    }

    /** Notes a change of the player. Trouble is solved once music is heard for a while. */
    void saw(PlayerView player) {
        long chat = player.chat().id();
        messages.close(chat, one -> one.ofSource() && one.epoch() < player.epoch(), MusicPhrase.TROUBLE_OVER);
        if (player.call() != null && player.call().failure() instanceof Failure.UserError) {
            messages.close(chat, one -> one.tellsOf(OF_OURS), MusicPhrase.TROUBLE_OVER);
        }
        switch (player.state()) {
            case STARTING, RECONNECTING -> {
                heard.invalidate(chat);
                messages.resumed(chat, () -> pausedBy(player));
            }
            case PLAYING -> {
                messages.resumed(chat, () -> pausedBy(player));
                if (messages.areOpen(chat, one -> one.ofSource() && one.epoch() == player.epoch())) {
                    back.put(chat, player.epoch());
                }
                if (messages.areOpen(chat, _ -> true)) {
                    sounded.put(chat, clock.instant());
                    watch(chat);
                }
            }
            // A person ended the sound, which says nothing against it, and silence proves nothing.
            case IDLE -> heard.asMap().replace(chat, INTERRUPTED);
            case PAUSED -> {
                closeOutdated(player);
                heard.asMap().replace(chat, INTERRUPTED);
                if (pausedBy(player).isPresent()) {
                    messages.paused(chat, () -> pausedBy(player));
                }
            }
        }
    }

    /** Ends messages to a player that somebody paused about what keeps its music from being heard no more. */
    private void closeOutdated(PlayerView seen) {
        PlayerView player = known.newest(seen);
        long chat = player.chat().id();
        if (player.state() == PlayerState.PAUSED && player.pause() != null) {
            boolean played = heard.getIfPresent(chat) != null;
            // A player without a call has forgotten what kept it from one, because that may be over.
            Optional<Hindrance> left = player.call() == null ? Optional.of(Hindrance.OUTSIDE) : Hindrance.of(player);
            messages.close(
                    chat,
                    one -> !one.ofSource() && isOutdated(one, left),
                    played ? MusicPhrase.TROUBLE_WAS_SOLVED : MusicPhrase.TROUBLE_OVER);
        }
    }

    /** Returns whether people did what a message asks for. Nobody knows that of trouble which passes by itself. */
    private static boolean isOutdated(OpenTrouble one, Optional<Hindrance> left) {
        if (left.isEmpty()) {
            return true;
        }
        Optional<Hindrance> told = one.failure().flatMap(Hindrance::of);
        boolean unbanned = told.equals(Optional.of(Hindrance.BANNED)) && left.get() == Hindrance.REMOVED;
        return unbanned || (told.isPresent() && left.get().isUnexplained());
    }

    /** Returns the name of the person who paused music that trouble keeps from being heard. */
    private Optional<String> pausedBy(PlayerView seen) {
        PlayerView player = known.newest(seen);
        Pause pause = player.pause();
        Requester by = pause == null ? null : pause.by();
        return Optional.ofNullable(by)
                .filter(_ -> CallText.isPausedOutside(player))
                .map(Requester::name);
    }

    /** Notes that the call is lost, so that what was heard before solved nothing. */
    void lost(long chat) {
        heard.invalidate(chat);
    }

    private void watch(long chat) {
        var time = new Object();
        Object counted = heard.asMap()
                .compute(chat, (_, before) -> before == null || before.equals(INTERRUPTED) ? time : before);
        if (time.equals(counted)) {
            later.run(STEADY, () -> settle(chat, time));
        }
    }

    private void settle(long chat, Object time) {
        if (!heard.asMap().remove(chat, time)) {
            return;
        }
        try {
            if (known.of(new PlayerId(chat))
                    .filter(player -> player.state() == PlayerState.PLAYING)
                    .isPresent()) {
                messages.closeWhile(() -> !isSilentAgain(chat), chat, _ -> true, MusicPhrase.CALL_SOLVED);
            }
        } catch (RuntimeException e) {
            failures.report("Trouble told in chat " + chat, e);
            watch(chat);
        }
    }

    /** Returns whether the music waits once more. A person who ended it solved nothing, and disproved nothing. */
    private boolean isSilentAgain(long chat) {
        PlayerId id = new PlayerId(chat);
        return players.now(id)
                .or(() -> known.of(id))
                .filter(it -> it.state() == PlayerState.STARTING || it.state() == PlayerState.RECONNECTING)
                .isPresent();
    }

    /** Tells what became of a track in trouble. A call stays in trouble for the next one, unless all was stopped. */
    void ended(PlayerEvent.TrackEnded event) {
        long chat = event.chat().id();
        MusicPhrase outcome = switch (event.reason()) {
            case FINISHED -> MusicPhrase.TROUBLE_PLAYED;
            case SKIPPED -> MusicPhrase.TROUBLE_SKIPPED;
            case STOPPED -> MusicPhrase.TROUBLE_STOPPED;
            case TRUNCATED, FAILED -> brokeOff(event) ? MusicPhrase.TROUBLE_BROKE_OFF : MusicPhrase.TROUBLE_GIVEN_UP;
        };
        last.put(chat, event.reason());
        messages.close(chat, one -> one.ofSource() && one.epoch() == event.epoch(), outcome);
        if (event.reason() == EndReason.STOPPED) {
            List<OpenTrouble> closed = stopped(chat);
            if (!closed.isEmpty()) {
                known.onceBack(new PlayerId(chat), event.epoch(), event.entry(), () -> reopen(chat, closed));
            }
        }
    }

    private void reopen(long chat, List<OpenTrouble> closed) {
        try {
            messages.reopen(closed);
            known.of(new PlayerId(chat)).ifPresent(this::saw);
        } catch (RuntimeException e) {
            failures.report("Trouble told in chat " + chat, e);
        }
    }

    /** Returns whether the source answered again before the track was given up. */
    private boolean brokeOff(PlayerEvent.TrackEnded event) {
        Failure why = event.failure();
        return Objects.equals(back.getIfPresent(event.chat().id()), event.epoch())
                || (why != null && why.code() == FailureCode.SOURCE_TRUNCATED);
    }

    /**
     * Tells that the music was stopped. Trouble of a call was over where sound got through until then.
     *
     * @return the messages that were open for the call until then
     */
    List<OpenTrouble> stopped(long chat) {
        return over(chat, MusicPhrase.TROUBLE_STOPPED);
    }

    /** Tells that the queue is over, and how its last track ended as far as that is known. */
    void queueEnded(long chat) {
        over(
                chat,
                switch (last.get(chat, _ -> EndReason.FINISHED)) {
                    case SKIPPED -> MusicPhrase.TROUBLE_SKIPPED;
                    case STOPPED -> MusicPhrase.TROUBLE_STOPPED;
                    case FINISHED, TRUNCATED, FAILED -> MusicPhrase.TROUBLE_OVER;
                });
    }

    private List<OpenTrouble> over(long chat, MusicPhrase end) {
        closeHeard(chat, _ -> true);
        return messages.close(chat, _ -> true, end);
    }

    /** Notes that the music stopped by itself. Nobody stopped it, and what it waited for may last. */
    void left(long chat) {
        closeHeard(chat, one -> !one.tellsOfEnd());
    }

    private void closeHeard(long chat, Predicate<OpenTrouble> which) {
        if (heard.asMap().remove(chat) != null) {
            messages.close(chat, which.and(one -> !one.ofSource()), MusicPhrase.TROUBLE_WAS_SOLVED);
        }
    }

    /**
     * Keeps what was told of music that stopped by itself.
     *
     * @param why it stopped, null when that is not known
     * @param before what was known of the player when the news came
     */
    void addLeft(long chat, int message, String words, @Nullable Failure why, Optional<PlayerView> before) {
        messages.addLeft(chat, message, words, why);
        follow(new PlayerId(chat), message);
        known.of(new PlayerId(chat))
                .filter(now -> !before.equals(Optional.of(now)))
                .ifPresent(this::catchUp);
    }

    private void catchUp() {
        try {
            messages.finish().forEach(chat -> players.now(new PlayerId(chat)).ifPresent(this::catchUp));
        } catch (RuntimeException e) {
            failures.report("Trouble that an earlier process told", e);
            later.run(CAUGHT_UP, this::catchUp);
        }
    }

    private void catchUp(PlayerView player) {
        CallStatus call = player.call();
        known.saw(player);
        if (player.state() == PlayerState.IDLE) {
            queueEnded(player.chat().id());
        } else if (call != null && call.phase() == CallStatus.Phase.LEFT && player.pause() == null) {
            left(player.chat().id());
        } else {
            saw(player);
        }
    }
}
