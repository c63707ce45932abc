package dev.muzon.voice.session;

import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import dev.muzon.testkit.TestClock;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.SoundFilters;
import dev.muzon.voice.call.CallRules;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.memory.InMemoryVoiceEngine;
import dev.muzon.voice.player.InMemoryPlayerStore;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerStore;
import dev.muzon.voice.player.StreamEnd;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The surroundings of one instance's sessions, with faults where a test wants them. */
final class SessionTestContext implements AutoCloseable {
    static final OwnershipRules OWNERSHIP = new OwnershipRules(Duration.ofSeconds(8), Duration.ofSeconds(2));

    final TestClock clock = TestClock.create();
    final InMemoryPlayerStore players = new InMemoryPlayerStore();
    final InMemoryLeases leases = new InMemoryLeases(clock);
    final Map<String, JobPayload> published = new ConcurrentHashMap<>();

    /** Number of the next openings that throw. */
    final AtomicInteger brokenSources = new AtomicInteger();

    /** Number of the next joins that throw. */
    final AtomicInteger brokenJoins = new AtomicInteger();

    final AtomicInteger joins = new AtomicInteger();

    /** Number of the next saves that throw this. */
    final AtomicInteger brokenSaves = new AtomicInteger();

    volatile Supplier<Error> brokenSave = StackOverflowError::new;
    volatile long unreadableChat;
    volatile long unrenewableChat;

    private final InMemoryVoiceEngine engine = new InMemoryVoiceEngine();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FramePump pump = new FramePump(engine, meters, e -> {});

    Sessions sessions() {
        PlayerStore store = new FaultyStore();
        FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
        SessionTools tools = new SessionTools(
                drivers(failures),
                new Journals(store, published::put, failures),
                new FaultyLeases(),
                failures,
                Duration.ofSeconds(5),
                clock);
        return new Sessions(tools, store, OWNERSHIP, new Identity());
    }

    private PlayerDrivers drivers(FailureLog failures) {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0);
        return new PlayerDrivers(
                new PlayerRules(200, Duration.ofSeconds(30), Duration.ofSeconds(15)),
                new CallRules(
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(12),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(5),
                        backoff,
                        backoff),
                new SoundSystem(this::open, pump, engine),
                new NoVoiceChats(),
                new SessionMeters(meters),
                failures,
                clock);
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

    private record Identity() implements ServiceIdentity {
        @Override
        public String owner() {
            return "test#1";
        }

        @Override
        public URI address() {
            return URI.create("http://127.0.0.1:1");
        }
    }

    /** Signalling that never answers: only the player matters here. */
    private final class NoVoiceChats implements VoiceChats {
        @Override
        public VoiceChatJoined join(ChatRef chat, String payload) {
            joins.incrementAndGet();
            if (brokenJoins.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new NoClassDefFoundError("gone");
            }
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("interrupted");
        }

        @Override
        public void leave(long chatId) {}
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
        public Optional<Saved> find(long chatId) {
            if (chatId == unreadableChat) {
                throw new IllegalArgumentException("unreadable");
            }
            return players.find(chatId);
        }

        @Override
        public boolean save(Saved saved, long token) {
            if (brokenSaves.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw brokenSave.get();
            }
            return players.save(saved, token);
        }

        @Override
        public List<Long> unfinished() {
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
            if (lease.name().equals("player:" + unrenewableChat)) {
                throw new NoClassDefFoundError("gone");
            }
            return leases.renew(lease, ttl);
        }

        @Override
        public void release(Lease lease) {
            leases.release(lease);
        }

        @Override
        public Optional<Lease> holder(String name) {
            return leases.holder(name);
        }
    }
}
