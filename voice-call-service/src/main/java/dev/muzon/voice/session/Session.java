package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One owned chat. Every input goes through the mailbox, so that the {@link PlayerDriver} and its two state machines
 * need no locks.
 *
 * <p>With nothing left to do the session retires: it saves and releases the lease. Draining is retiring in the middle of
 * a song. The saved state says active, so that the next owner goes on from there.
 */
final class Session implements Mailbox.Actor {
    /** A session that throws again within this time is given up. */
    private static final Duration REBUILD_REST = Duration.ofMinutes(1);

    private final Lease lease;
    private final SessionTools tools;
    private final Consumer<Session> onGone;
    private final Journal journal;
    private final Mailbox mailbox;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private record Writing(CompletableFuture<?> done) {}

    private PlayerDriver driver;
    private long generation;
    private @Nullable Instant rebuiltAt;
    private PlayerSnapshot saved;
    private CompletableFuture<?> lastWrite = CompletableFuture.completedFuture(null);
    private Instant nextSave;
    private boolean begun;
    private boolean departed;

    /**
     * Makes a session.
     *
     * @param found what the former owner left, events published or not
     * @param onGone called once, when another process may own the chat again
     */
    Session(PlayerStore.Saved found, Lease lease, SessionTools tools, Consumer<Session> onGone) {
        saved = found.player();
        this.lease = lease;
        this.tools = tools;
        this.onGone = onGone;
        mailbox = new Mailbox(this, tools.clock());
        driver = tools.drivers().restore(saved, lease.token(), postOf(generation));
        journal = tools.journals().of(id(), lease.token(), this::abandon);
        if (!found.unsaid().isEmpty()) {
            lastWrite = journal.write(saved, found.unsaid());
        }
        nextSave = tools.clock().instant().plus(tools.saveEvery());
    }

    /** Starts the mailbox. The player begins with the first input, so that an idle one does not retire before it. */
    Session start() {
        mailbox.start(id());
        return this;
    }

    /** Goes on as saved without being asked. */
    void resume() {
        mailbox.post(() -> {});
    }

    Lease lease() {
        return lease;
    }

    PlayerId id() {
        return saved.id();
    }

    /** Returns where the player sounds. */
    CallTarget target() {
        return saved.target();
    }

    /** Completes when the chat's lease is released or lost. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /**
     * Queues tracks.
     *
     * @return completes when the tracks are durably in the queue. Null when the session has retired
     */
    @Nullable CompletableFuture<Boolean> enqueue(EnqueueTracks job) {
        return durably(() -> driver.enqueue(job));
    }

    /**
     * Stops the player.
     *
     * @return completes when the stop is durable. Null when the session has retired
     */
    @Nullable CompletableFuture<Boolean> stop(StopPlayer job) {
        return durably(() -> driver.stop(job));
    }

    /** @return completes when the move is durable, null when the session has retired */
    @Nullable CompletableFuture<Boolean> move(MovePlayer job) {
        return durably(() -> driver.move(job));
    }

    /** @return completes when the adoption is durable, null when the session has retired */
    @Nullable CompletableFuture<Boolean> adopt(AdoptPlayer job) {
        return durably(() -> driver.adopt(job));
    }

    /** @return completes when the player tries again, null when the session has retired */
    @Nullable CompletableFuture<Boolean> retry(RetryCall job) {
        return durably(() -> driver.retry(job));
    }

    private <T> @Nullable CompletableFuture<T> ask(Supplier<T> question) {
        return mailbox.ask(question);
    }

    private @Nullable CompletableFuture<Boolean> durably(Runnable change) {
        CompletableFuture<Writing> asked = ask(() -> {
            change.run();
            save();
            return new Writing(lastWrite);
        });
        return asked == null
                ? null
                : asked.thenCompose(writing -> writing.done().thenApply(_ -> true));
    }

    /**
     * Carries out a command.
     *
     * @return null when the session has retired
     */
    @Nullable CompletableFuture<PlayerView> command(CommandRequest request) {
        return ask(() -> driver.command(request));
    }

    /**
     * Asks for the player's view.
     *
     * @return null when the session has retired
     */
    @Nullable CompletableFuture<PlayerView> view() {
        return ask(driver::view);
    }

    /**
     * Asks for a part of the queue.
     *
     * @return null when the session has retired
     */
    @Nullable CompletableFuture<QueuePage> page(int from, int count) {
        return ask(() -> driver.page(from, count));
    }

    void changed(VoiceChatChanged job) {
        mailbox.post(() -> driver.changed(job));
    }

    void connection(ConnectionState state) {
        mailbox.post(() -> driver.connection(state));
    }

    /** Saves everything and releases the chat without leaving its voice chat. */
    void drain() {
        mailbox.post(() -> {
            save(true);
            mailbox.close();
            depart(true);
        });
    }

    /** Stops at once and silently, because another process owns the chat. */
    void abandon() {
        mailbox.post(() -> {
            mailbox.close();
            depart(false);
        });
    }

    @Override
    public @Nullable Instant nextWake() {
        Instant wake = driver.nextWake();
        boolean saveFirst = begun && !driver.over() && (wake == null || nextSave.isBefore(wake));
        return saveFirst ? nextSave : wake;
    }

    @Override
    public void handle(@Nullable Runnable input) {
        if (!begun) {
            begun = true;
            driver.begin();
        }
        driver.noteProgress();
        if (input == null) {
            driver.wakeUp();
        } else {
            input.run();
        }
        save();
        if (driver.over() && mailbox.closeIfEmpty()) {
            depart(true);
        }
    }

    /** Goes on as saved, since it is unknown which effects were carried out. Releases the chat when that fails too. */
    @Override
    public void failed(Throwable e) {
        tools.failures().report("Player of chat " + id(), e);
        Instant now = tools.clock().instant();
        boolean again = rebuiltAt != null && now.isBefore(rebuiltAt.plus(REBUILD_REST));
        rebuiltAt = now;
        try {
            if (again) {
                letGo();
            } else {
                rebuild(now);
            }
        } catch (Throwable worse) {
            tools.failures().report("Rebuilding the player of chat " + id(), worse);
            letGo();
        }
    }

    private void rebuild(Instant now) {
        end();
        driver = tools.drivers().restore(saved, lease.token(), postOf(++generation));
        begun = true;
        nextSave = now.plus(tools.saveEvery());
        driver.begin();
    }

    private void letGo() {
        mailbox.close();
        depart(true);
    }

    /** Makes a way to post that drops the answers to a driver that was replaced. */
    private Consumer<Runnable> postOf(long performing) {
        return input -> mailbox.post(() -> {
            if (performing == generation) {
                input.run();
            }
        });
    }

    /** Saves what has changed. That the music went on counts only when it is time: a look at a player writes nothing. */
    private void save() {
        Instant now = tools.clock().instant();
        boolean due = driver.over() || !now.isBefore(nextSave);
        if (due) {
            nextSave = now.plus(tools.saveEvery());
        }
        save(due);
    }

    private void save(boolean position) {
        PlayerSnapshot current = driver.snapshot();
        var words = driver.takeWords();
        boolean changed = !(position ? current : current.at(saved.position())).equals(saved);
        if (changed || !words.isEmpty()) {
            saved = current;
            lastWrite = journal.write(current, words);
        }
    }

    private void depart(boolean asOwner) {
        if (departed) {
            return;
        }
        departed = true;
        end();
        CompletableFuture<?> written = asOwner ? lastWrite : CompletableFuture.completedFuture(null);
        var _ = written.handle((_, _) -> {
            if (asOwner) {
                release();
            }
            journal.close();
            gone.complete(null);
            onGone.accept(this);
            return id();
        });
    }

    private void end() {
        try {
            driver.end();
        } catch (Throwable e) {
            tools.failures().report("Ending the player of chat " + id(), e);
        }
    }

    /** Releases the lease. Does nothing when a newer owner has it. */
    private void release() {
        try {
            tools.leases().release(lease);
        } catch (Throwable e) {
            tools.failures().report("Giving back " + lease.name() + ", which will expire", e);
        }
    }
}
