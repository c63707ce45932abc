package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final PlayerId id;
    private final CallTarget target;
    private final SavedPlayer saved;
    private final Mailbox mailbox;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private record Writing(CompletableFuture<?> done) {}

    private PlayerDriver driver;
    private long generation;
    private @Nullable Instant rebuiltAt;
    private boolean begun;
    private boolean departed;

    /** True from the moment at which the session is asked to leave until it has answered. */
    private final AtomicBoolean givesWay = new AtomicBoolean();

    private volatile Place place = Place.NEEDED;

    /**
     * Makes a session.
     *
     * @param found what the former owner left, events published or not
     * @param onGone called once, when another process may own the chat again
     */
    Session(PlayerStore.Saved found, Lease lease, SessionTools tools, Consumer<Session> onGone) {
        this.lease = lease;
        this.tools = tools;
        this.onGone = onGone;
        id = found.player().id();
        target = found.player().target();
        mailbox = new Mailbox(this, tools.clock());
        driver = tools.drivers().restore(found.player(), lease.token(), postOf(generation));
        Journal journal = tools.journals().of(id, lease.token(), this::abandon);
        saved = new SavedPlayer(found, journal, tools.saveEvery(), tools.clock());
    }

    /** Starts the mailbox. The player begins with the first input, so that an idle one does not retire before it. */
    Session start() {
        mailbox.start(id);
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
        return id;
    }

    /** Returns where the player sounds. */
    CallTarget target() {
        return target;
    }

    /** Completes when the chat's lease is released or lost. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    private <T> @Nullable CompletableFuture<T> ask(Supplier<T> question) {
        return mailbox.ask(question);
    }

    /**
     * Lets the driver do a job.
     *
     * @return completes when that is durable, null when the session has retired
     */
    @Nullable CompletableFuture<Boolean> durably(Consumer<PlayerDriver> job) {
        CompletableFuture<Writing> asked = ask(() -> {
            job.accept(driver);
            save();
            return new Writing(saved.lastWrite());
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

    /** Returns what its place is needed for. Any thread may ask. */
    Place place() {
        return givesWay.get() ? Place.LEFT : place;
    }

    /**
     * Leaves the voice chat in which the player only stays, and then the chat.
     *
     * @return false when the player has more to do, or leaves already
     */
    boolean giveWay() {
        boolean leaves = place == Place.SPARE && givesWay.compareAndSet(false, true);
        if (leaves) {
            mailbox.post(() -> {
                try {
                    driver.giveWay();
                    place = driver.place();
                } finally {
                    givesWay.set(false);
                }
            });
        }
        return leaves;
    }

    /** Saves everything and releases the chat without leaving its voice chat. */
    void drain() {
        mailbox.post(() -> {
            saved.saveAll(driver.snapshot(), driver.takeWords());
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
        boolean saveFirst =
                begun && !driver.over() && (wake == null || saved.nextSave().isBefore(wake));
        return saveFirst ? saved.nextSave() : wake;
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
        place = departed ? Place.LEFT : driver.place();
        if (driver.over() && mailbox.closeIfEmpty()) {
            depart(true);
        }
    }

    /** Goes on as saved, since it is unknown which effects were carried out. Releases the chat when that fails too. */
    @Override
    public void failed(Throwable e) {
        tools.failures().report("Player of chat " + id, e);
        Instant now = tools.clock().instant();
        boolean again = rebuiltAt != null && now.isBefore(rebuiltAt.plus(REBUILD_REST));
        rebuiltAt = now;
        try {
            if (again) {
                letGo();
            } else {
                rebuild();
            }
        } catch (Throwable worse) {
            tools.failures().report("Rebuilding the player of chat " + id, worse);
            letGo();
        }
    }

    private void rebuild() {
        end();
        driver = tools.drivers().restore(saved.last(), lease.token(), postOf(++generation));
        begun = true;
        saved.postpone();
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

    private void save() {
        if (driver.over()) {
            saved.saveAll(driver.snapshot(), driver.takeWords());
        } else {
            saved.save(driver.snapshot(), driver.takeWords());
        }
    }

    private void depart(boolean asOwner) {
        if (departed) {
            return;
        }
        departed = true;
        place = Place.LEFT;
        end();
        CompletableFuture<?> written = asOwner ? saved.lastWrite() : CompletableFuture.completedFuture(null);
        var _ = written.handle((_, _) -> {
            if (asOwner) {
                release();
            }
            saved.close();
            onGone.accept(this); // before anybody who waits for the place looks for it
            gone.complete(null);
            return id;
        });
    }

    private void end() {
        try {
            driver.end();
        } catch (Throwable e) {
            tools.failures().report("Ending the player of chat " + id, e);
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
