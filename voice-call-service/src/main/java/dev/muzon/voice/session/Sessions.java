package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.runtime.lease.ServiceIdentity;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Chats that this instance owns, each under the lease {@code player:<chatId>}, which holds as long as the instance's.
 *
 * <p>If MongoDB is unreachable a lease is kept: nobody else can have acquired it, and the music outlives the database.
 * A lease that another process holds ends the session at once. Writes are fenced by the lease's token in any case.
 */
public final class Sessions {
    private static final Duration RETIREMENT_LIMIT = Duration.ofSeconds(5);

    private final SessionTools tools;
    private final PlayerStore store;
    private final OwnershipRules rules;
    private final ServiceIdentity identity;
    private final Map<PlayerId, Session> sessions = new ConcurrentHashMap<>();
    private final Room room = new Room(sessions.values());
    /** Guards the opening of chats. Each chat has one of them, so that a slow store delays few others. */
    private final ReentrantLock[] opening = new ReentrantLock[64];

    /** Players with music that had no owner when they were last looked for. */
    private Set<PlayerId> silent = new HashSet<>();

    private volatile boolean draining;

    public Sessions(SessionTools tools, PlayerStore store, OwnershipRules rules, ServiceIdentity identity) {
        this.tools = tools;
        this.store = store;
        this.rules = rules;
        this.identity = identity;
        Arrays.setAll(opening, _ -> new ReentrantLock());
    }

    /** Returns the session of a chat owned here, null when it is not. */
    @Nullable Session local(PlayerId player) {
        return sessions.get(player);
    }

    /**
     * Finds the chat's owner, and becomes it when there is none.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient, when no owner can be found and this instance
     * cannot become it now, and {@code player.no-room} when it carries as many players as it can
     */
    Owner owner(ChatRef chat) {
        Session mine = sessions.get(PlayerId.of(chat));
        if (mine != null) {
            return new Owner.Local(mine);
        }
        ReentrantLock lock = opening[Math.floorMod(Long.hashCode(chat.id()), opening.length)];
        lock.lock();
        try {
            mine = sessions.get(PlayerId.of(chat));
            return mine != null ? new Owner.Local(mine) : acquire(chat);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the address of another instance that owns the chat, without becoming the owner. */
    Optional<URI> ownerElsewhere(PlayerId player) {
        return tools.leases()
                .holder(player.lease())
                .filter(lease -> !lease.owner().equals(identity.owner()))
                .map(Lease::address);
    }

    /** Returns what was saved of a chat that has no owner. */
    Optional<PlayerSnapshot> saved(PlayerId player) {
        return store.find(player).map(PlayerStore.Saved::player);
    }

    /** Waits until a retiring session has released its chat and its place. */
    void await(CompletableFuture<Void> gone) {
        await(gone, RETIREMENT_LIMIT);
    }

    void await(CompletableFuture<Void> gone, Duration limit) {
        try {
            gone.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unwritten) {
            throw Failure.of(FailureCode.STORE_UNAVAILABLE, "the player's last state is not saved yet")
                    .causedBy(unwritten);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(interrupted);
        }
    }

    /**
     * Takes over players without an owner that are active or have unpublished events, up to the capacity. They come in
     * random order, so that several instances share them, and music comes first. Players that only stay make room for
     * music that no other instance has taken over since the last time.
     */
    void takeOver() throws InterruptedException {
        List<PlayerStore.Unfinished> unfinished = new ArrayList<>(store.unfinished());
        Collections.shuffle(unfinished);
        unfinished.sort(Comparator.comparing(PlayerStore.Unfinished::music).reversed());
        for (PlayerStore.Unfinished orphan : unfinished) {
            if (takenOver(orphan.player())) {
                Thread.sleep(rules.stagger());
            }
        }
        makeRoomForMusic(unfinished);
    }

    private void makeRoomForMusic(List<PlayerStore.Unfinished> unfinished) {
        Set<PlayerId> silentBefore = silent;
        silent = new HashSet<>();
        if (draining || !isFull() || !room.mayBeMade()) {
            return;
        }
        unfinished.stream()
                .filter(PlayerStore.Unfinished::music)
                .map(PlayerStore.Unfinished::player)
                .filter(player -> !sessions.containsKey(player))
                .filter(player -> tools.leases().holder(player.lease()).isEmpty())
                .forEach(silent::add);
        silent.stream().filter(silentBefore::contains).forEach(this::makeRoom);
    }

    private boolean takenOver(PlayerId player) throws InterruptedException {
        try {
            return takeOver(player);
        } catch (Throwable e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            tools.failures().report("Taking over the player of chat " + player, e);
            return false;
        }
    }

    private boolean takeOver(PlayerId player) {
        boolean free = !draining && !isFull() && !sessions.containsKey(player);
        if (free && owner(ChatRef.of(player.chatId())) instanceof Owner.Local(Session session)) {
            session.resume();
            return true;
        }
        return false;
    }

    private boolean isFull() {
        return sessions.size() >= rules.capacity();
    }

    /** Renews the instance's lease, once per {@link OwnershipRules#renewal()}. Ends sessions that others own by now. */
    void renew() {
        List<Session> before = List.copyOf(sessions.values());
        Set<String> held = tools.leases().renew();
        before.stream()
                .filter(session -> !held.contains(session.lease().name()))
                .forEach(Session::abandon);
    }

    /** Saves and releases every session. */
    CompletableFuture<Void> drain() {
        for (ReentrantLock lock : opening) {
            lock.lock(); // what is being opened now has to be drained too
            try {
                draining = true;
            } finally {
                lock.unlock();
            }
        }
        Collection<Session> all = List.copyOf(sessions.values());
        all.forEach(Session::drain);
        return CompletableFuture.allOf(all.stream().map(Session::gone).toArray(CompletableFuture[]::new));
    }

    /** Frees what is left after draining. */
    void end() {
        tools.leases().end();
    }

    /** Hears the engine's connection events. */
    public void onConnection(CallTarget call, ConnectionState state) {
        Session session = local(playerOf(call));
        if (session != null) {
            session.connection(state);
        }
    }

    /** Returns the player that sounds in a voice chat: one of here, or else the one that its chat controls. */
    PlayerId playerOf(CallTarget call) {
        return sessions.values().stream()
                .filter(session -> session.target().equals(call))
                .map(Session::id)
                .findAny()
                .orElse(new PlayerId(call.chatId()));
    }

    private Owner acquire(ChatRef chat) {
        if (draining) {
            throw Failure.of(FailureCode.DRAINING, "this instance is leaving").asException();
        }
        String name = PlayerId.of(chat).lease();
        if (isFull()) {
            return tools.leases()
                    .holder(name)
                    .filter(holder -> !holder.owner().equals(identity.owner()))
                    .<Owner>map(holder -> new Owner.Remote(holder.address()))
                    .orElseThrow(() -> Failure.of(
                                    FailureCode.NO_ROOM,
                                    "this instance carries " + rules.capacity() + " players and takes no more")
                            .asException());
        }
        Optional<Lease> taken = tools.leases().acquire(name);
        if (taken.isEmpty()) {
            return tools.leases()
                    .holder(name)
                    .<Owner>map(holder -> new Owner.Remote(holder.address()))
                    .orElseThrow(() -> Failure.of(FailureCode.OWNED_ELSEWHERE, name + " changes hands")
                            .asException());
        }
        try {
            return new Owner.Local(open(chat, taken.get()));
        } catch (Throwable e) {
            sessions.remove(PlayerId.of(chat));
            tools.leases().release(taken.get());
            throw e;
        }
    }

    /**
     * Has a player that only stays in a voice chat leave, because one has music to play. Does nothing where a place is
     * free.
     *
     * @return completes when a place is free, empty when all are needed
     */
    Optional<CompletableFuture<Void>> makeRoom(PlayerId asker) {
        return isFull() ? room.make(asker).map(Session::gone) : Optional.of(CompletableFuture.completedFuture(null));
    }

    private Session open(ChatRef chat, Lease lease) {
        PlayerStore.Saved found = store.find(PlayerId.of(chat))
                .orElseGet(() -> new PlayerStore.Saved(PlayerSnapshot.unused(chat), List.of()));
        Session session = new Session(found, lease, tools, gone -> sessions.remove(gone.id(), gone));
        sessions.put(PlayerId.of(chat), session);
        return session.start();
    }
}
