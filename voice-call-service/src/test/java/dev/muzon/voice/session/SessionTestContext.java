package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.lease.ServiceIdentity;
import dev.muzon.testkit.TestClock;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.SoundFilters;
import dev.muzon.voice.call.CallRules;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.memory.InMemoryVoiceEngine;
import dev.muzon.voice.player.AloneRules;
import dev.muzon.voice.player.InMemoryPlayerStore;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import dev.muzon.voice.player.StreamEnd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The surroundings of one instance's sessions, with faults where a test wants them. */
public final class SessionTestContext implements AutoCloseable {
    static final OwnershipRules OWNERSHIP =
            new OwnershipRules(Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ZERO, 3);

    static final PlayerRules RULES =
            new PlayerRules(10, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);

    final TestClock clock = TestClock.create();
    final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
    final InMemoryPlayerStore players = new InMemoryPlayerStore();
    final InMemoryLeases leases = new InMemoryLeases(clock);
    public final Map<String, JobPayload> published = new ConcurrentHashMap<>();

    /** Number of the next openings that throw. */
    final AtomicInteger brokenSources = new AtomicInteger();

    /** Number of the next joins that throw. */
    final AtomicInteger brokenJoins = new AtomicInteger();

    /** The voice chats that were left. */
    public final Set<CallTarget> left = ConcurrentHashMap.newKeySet();

    final AtomicInteger joins = new AtomicInteger();

    /** For each join so far, whether it might start a voice chat. */
    final List<Boolean> startingJoins = new CopyOnWriteArrayList<>();

    /** Makes joins end, as a server does that answers. Otherwise they last until somebody leaves. */
    public volatile boolean joinsAnswered;

    /** The moment at which leaves are answered. */
    public volatile CompletableFuture<Void> mayLeave = CompletableFuture.completedFuture(null);

    /** Makes saves fail, as when the store does not answer. */
    volatile boolean savesAway;

    /** Number of saves that failed because of that. */
    final AtomicInteger failedSaves = new AtomicInteger();

    /** Number of the next saves that throw this. */
    final AtomicInteger brokenSaves = new AtomicInteger();

    /** Number of saves of a position alone. */
    final AtomicInteger savedPositions = new AtomicInteger();

    volatile Supplier<Error> brokenSave = StackOverflowError::new;
    volatile Runnable beforeFind = () -> {};
    volatile long unreadableChat;
    volatile boolean storeAway;

    private final Identity identity = new Identity("test#1", URI.create("http://127.0.0.1:1"));
    private final InMemoryVoiceEngine engine = new InMemoryVoiceEngine();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Counter droppedEvents = meters.counter("dropped");
    private final FramePump pump = new FramePump(engine, meters, e -> {});

    /** The store with its faults, and what writes to it. */
    final PlayerStore store = new FaultyStore();

    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
    final Journals journals = new Journals(store, published::put, failures, droppedEvents);

    /** Makes an instance without any other beside it. It carries three players. */
    public Players players() {
        return new Players(sessions(), new NoOtherInstance(), RULES, time, clock);
    }

    /** Saves a player that stays in its voice chat with nothing left to play. */
    public void saveStaying(long chatId) {
        save(chatId, player -> {
            player.command(new CommandRequest(new PlayerCommand.Stay(true), null, ANN));
            player.lineUp();
            player.sounded(1);
            player.ended(1, StreamEnd.FINISHED);
            clock.advance(RULES.linger());
            player.wakeUp();
            assertThat(player.onlyStays()).isTrue();
        });
    }

    /** Saves a player with one song. */
    void save(long chatId, Consumer<Player> change) {
        Player player = new Player(PlayerSnapshot.unused(ChatRef.of(chatId)), RULES, time);
        player.enqueue(new EnqueueTracks("tg:1", ChatRef.of(chatId), ANN, List.of(song("a")), 0));
        change.accept(player);
        players.save(new PlayerStore.Saved(player.snapshot(), List.of()), 0);
    }

    Sessions sessions() {
        return sessions(OWNERSHIP);
    }

    Sessions sessions(OwnershipRules rules) {
        SessionTools tools = new SessionTools(
                drivers(),
                journals,
                new InstanceLeases(new FaultyLeases(), identity, rules.lease()),
                failures,
                Duration.ofSeconds(5),
                time);
        return new Sessions(tools, store, rules, identity);
    }

    OwnershipLoop ownershipLoop(Sessions sessions) {
        return new OwnershipLoop(sessions, OWNERSHIP, failures);
    }

    private PlayerDrivers drivers() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0);
        return new PlayerDrivers(
                new PlayerRules(
                        200, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF),
                new CallRules(
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(12),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(5),
                        backoff,
                        backoff),
                new SoundSystem(this::open, pump, engine),
                owner -> new NoVoiceChats(),
                new SessionMeters(meters),
                failures,
                time);
    }

    private PcmSource open(Track track, Duration from, SoundFilters filters, PcmSource.Listener listener) {
        if (brokenSources.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return new Silent();
    }

    @Override
    public void close() {
        pump.close();
        engine.close();
    }

    /** An instance as the others see it. */
    record Identity(String owner, URI address) implements ServiceIdentity {}

    /** Signalling that never answers: only the player matters here. */
    private final class NoVoiceChats implements VoiceChats {
        @Override
        public VoiceChatJoined join(ChatRef chat, String payload, boolean mayStart) {
            joins.incrementAndGet();
            startingJoins.add(mayStart);
            if (brokenJoins.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new NoClassDefFoundError("gone");
            }
            if (joinsAnswered) {
                return new VoiceChatJoined("main", 5, "{\"stream\": true}", false);
            }
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("interrupted");
        }

        @Override
        public void leave(CallTarget target) {
            left.add(target);
            mayLeave.join();
        }
    }

    private static final class Silent implements PcmSource {
        @Override
        public boolean primed() {
            return false;
        }

        @Override
        public int read(float[] into, int offset, int length) {
            return 0;
        }

        @Override
        public @Nullable StreamEnd end() {
            return null;
        }

        @Override
        public @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener listener) {
            return null;
        }

        @Override
        public void close() {}
    }

    private final class FaultyStore implements PlayerStore {
        @Override
        public Optional<Saved> find(PlayerId player) {
            beforeFind.run();
            if (player.chatId() == unreadableChat) {
                throw new IllegalArgumentException("unreadable");
            }
            return players.find(player);
        }

        @Override
        public boolean save(Saved saved, long token) {
            if (savesAway) {
                failedSaves.incrementAndGet();
                throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
            }
            if (brokenSaves.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw brokenSave.get();
            }
            return players.save(saved, token);
        }

        @Override
        public boolean savePosition(PlayerId player, Duration position, long token) {
            savedPositions.incrementAndGet();
            return players.savePosition(player, position, token);
        }

        @Override
        public List<Unfinished> unfinished() {
            return players.unfinished();
        }
    }

    private final class FaultyLeases implements Leases {
        @Override
        public Optional<Lease> tryAcquire(String name, String owner, URI address, Duration ttl) {
            return leases.tryAcquire(name, owner, address, ttl);
        }

        @Override
        public Optional<Lease> inherit(Lease dead, String owner, URI address, Duration ttl) {
            return leases.inherit(dead, owner, address, ttl);
        }

        @Override
        public boolean renew(Lease lease, Duration ttl) {
            if (storeAway) {
                throw new IllegalStateException("the store is away");
            }
            return leases.renew(lease, ttl);
        }

        @Override
        public void release(Lease lease) {
            leases.release(lease);
        }

        @Override
        public List<Lease> heldBy(String owner) {
            return leases.heldBy(owner);
        }

        @Override
        public Optional<Lease> holder(String name) {
            return leases.holder(name);
        }
    }
}
