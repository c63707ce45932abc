package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.resilience.Span;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerSnapshot;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every chat's player: owned here, owned by another instance, or only stored. */
public final class Players {
    /** A session answers within milliseconds. One that does not counts as unreachable. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    /** Shorter than callers wait for an answer: a command of which they heard nothing must not be carried out. */
    private static final Duration ROOM_LIMIT = Duration.ofSeconds(2);

    /** Retirements that one request may run into, one after another. */
    private static final int HANDOVERS = 3;

    private final Sessions sessions;
    private final RemotePlayers remote;
    private final PlayerRules rules;
    private final MonotonicClock clock;
    private final Clock storeClock;

    public Players(Sessions sessions, RemotePlayers remote, PlayerRules rules, MonotonicClock clock, Clock storeClock) {
        this.sessions = sessions;
        this.remote = remote;
        this.rules = rules;
        this.clock = clock;
        this.storeClock = storeClock;
    }

    /**
     * Returns the player as it is now, an idle one for a chat that never played.
     *
     * @param forwarded whether another instance thought that we are the owner: then it is not passed on again
     */
    public PlayerView view(PlayerId player, boolean forwarded) {
        return look(
                player,
                forwarded,
                Session::view,
                owner -> remote.view(owner, player),
                () -> savedPlayer(player).view());
    }

    /**
     * Returns a part of the queue.
     *
     * @param forwarded as above
     */
    public QueuePage page(PlayerId player, int from, int count, boolean forwarded) {
        return look(
                player,
                forwarded,
                session -> session.page(from, count),
                owner -> remote.page(owner, player, from, count),
                () -> savedPlayer(player).page(from, count));
    }

    /** Asks the owner, or reads what is saved where nobody owns the player. */
    private <T> T look(
            PlayerId player,
            boolean forwarded,
            Function<Session, @Nullable CompletableFuture<T>> here,
            Function<URI, T> there,
            Supplier<T> saved) {
        Session session = sessions.local(player);
        CompletableFuture<T> asked = session == null ? null : here.apply(session);
        if (asked != null) {
            return answer(asked);
        }
        Optional<URI> elsewhere = forwarded ? Optional.empty() : sessions.ownerElsewhere(player);
        return elsewhere.map(there).orElseGet(saved);
    }

    /**
     * Carries out a command.
     *
     * @param forwarded as above
     * @throws FailureException a user error, or transient when the owner cannot be reached
     */
    public PlayerView command(PlayerId player, CommandRequest request, boolean forwarded) {
        try {
            return carryOut(player, request, forwarded);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.NO_ROOM) {
                throw e;
            }
            return withoutRoom(player, request, forwarded, e);
        }
    }

    private PlayerView carryOut(PlayerId player, CommandRequest request, boolean forwarded) {
        return ask(
                ChatRef.of(player.chatId()),
                forwarded,
                session -> session.command(request),
                owner -> remote.command(owner, player, request));
    }

    /**
     * Answers a command that changes nothing from what is saved, where there is no room for the player. One that starts
     * music waits for the place of a player that only stays.
     *
     * @param noRoom thrown for a command that would change something
     */
    private PlayerView withoutRoom(
            PlayerId player, CommandRequest request, boolean forwarded, FailureException noRoom) {
        Player saved = savedPlayer(player);
        long revision = saved.view().revision();
        boolean changed = !saved.command(request).isEmpty() || saved.view().revision() != revision;
        if (!changed) {
            return saved.view();
        }
        CompletableFuture<Void> leaving =
                saved.wantsSound() ? sessions.makeRoom(player).orElse(null) : null;
        if (leaving == null) {
            throw noRoom;
        }
        try {
            sessions.await(leaving, ROOM_LIMIT);
        } catch (FailureException late) {
            noRoom.addSuppressed(late);
            throw noRoom;
        }
        return carryOut(player, request, forwarded);
    }

    /**
     * Has a player that only stays leave, where a job starts music for which there is no room.
     *
     * @return whether a place becomes free for it
     */
    public boolean makeRoom(Job job) {
        PlayerId player = PlayerId.of(job.chat());
        Player saved = savedPlayer(player);
        switch (job) {
            case EnqueueTracks request -> saved.enqueue(request);
            case AdoptPlayer other -> saved.adopt(other);
            case RetryCall _ -> saved.goOn();
            default -> {
                return false;
            }
        }
        return saved.wantsSound() && sessions.makeRoom(player).isPresent();
    }

    /** Queues the tracks. Returns when they are durably in the queue. */
    public void enqueue(EnqueueTracks job, boolean forwarded) {
        AskedAt asked = AskedAt.of(job, storeClock);
        durably(job, forwarded, driver -> driver.enqueue(job, asked));
    }

    /** Stops the player. Returns when the stop is durable. */
    public void stop(StopPlayer job, boolean forwarded) {
        durably(job, forwarded, driver -> driver.stop(job));
    }

    /** Returns when it is durable that the player moves. */
    public void move(MovePlayer job, boolean forwarded) {
        durably(job, forwarded, driver -> driver.move(job));
    }

    /** Returns when what the other player left is durably here. */
    public void adopt(AdoptPlayer job, boolean forwarded) {
        durably(job, forwarded, driver -> driver.adopt(job));
    }

    /** Passes the news to a player that is in a call or waits for one. Drops it everywhere else. */
    public void retry(RetryCall job, boolean forwarded) {
        PlayerId player = PlayerId.of(job.chat());
        boolean concerns = sessions.local(player) != null
                || sessions.ownerElsewhere(player).isPresent()
                || sessions.saved(player).filter(PlayerSnapshot::awaitsCall).isPresent();
        if (concerns) {
            durably(job, forwarded, driver -> driver.retry(job));
        }
    }

    private void durably(Job job, boolean forwarded, Consumer<PlayerDriver> here) {
        ask(job.chat(), forwarded, session -> session.durably(here), owner -> {
            remote.pass(owner, job);
            return true;
        });
    }

    /**
     * Passes a change to the chat's player. Drops it when nothing plays there. An end waits for a player that nobody has
     * taken over yet, so that its voice chat is not started again.
     */
    public void changed(VoiceChatChanged job, boolean forwarded) {
        PlayerId player = sessions.playerOf(job.target());
        Session session = sessions.local(player);
        Optional<URI> elsewhere = session != null || forwarded ? Optional.empty() : sessions.ownerElsewhere(player);
        if (session != null) {
            session.changed(job);
        } else if (elsewhere.isPresent()) {
            remote.pass(elsewhere.get(), job);
        } else if (isEnd(job.change())
                && sessions.saved(player).filter(PlayerSnapshot::active).isPresent()
                && sessions.owner(job.chat()) instanceof Owner.Local(Session taken)) {
            taken.changed(job);
        }
    }

    private static boolean isEnd(VoiceChatChanged.Change change) {
        return change == VoiceChatChanged.Change.ENDED || change == VoiceChatChanged.Change.REMOVED;
    }

    private <T> T ask(
            ChatRef chat,
            boolean forwarded,
            Function<Session, @Nullable CompletableFuture<T>> here,
            Function<URI, T> there) {
        for (int attempt = 0; attempt < HANDOVERS; attempt++) {
            switch (sessions.owner(chat)) {
                case Owner.Local(Session session) -> {
                    CompletableFuture<T> asked = here.apply(session);
                    if (asked != null) {
                        return answer(asked);
                    }
                    sessions.await(session.gone());
                }
                case Owner.Remote(URI address) -> {
                    if (forwarded) {
                        throw changingHands(PlayerId.of(chat));
                    }
                    return there.apply(address);
                }
            }
        }
        throw changingHands(PlayerId.of(chat));
    }

    private Player savedPlayer(PlayerId player) {
        PlayerSnapshot saved =
                sessions.saved(player).orElseGet(() -> PlayerSnapshot.unused(ChatRef.of(player.chatId())));
        return new Player(saved, rules, clock);
    }

    private static FailureException changingHands(PlayerId player) {
        return Failure.of(FailureCode.OWNED_ELSEWHERE, "the player of " + player + " changes hands")
                .asException();
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FailureException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            throw Failure.of(
                            FailureCode.STORE_UNAVAILABLE, "the player did not answer within " + new Span(ANSWER_LIMIT))
                    .causedBy(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(interrupted);
        }
    }
}
