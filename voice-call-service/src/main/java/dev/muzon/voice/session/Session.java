package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.voice.engineport.ConnectionState;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One owned chat. Every input goes through the mailbox, so the {@link Performance} with its two state machines knows of
 * no threads. The session lives while there is something to do; then it retires: it saves, gives the lease back and is
 * gone. Draining is retiring in the middle of a song: the state says active, and the next owner goes on from there.
 */
final class Session implements Mailbox.Actor {
    private final Lease lease;
    private final SessionTools tools;
    private final Consumer<Session> onGone;
    private final Performance performance;
    private final Journal journal;
    private final Mailbox mailbox;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private record Writing(CompletableFuture<?> done) {}

    private PlayerSnapshot saved;
    private CompletableFuture<?> lastWrite = CompletableFuture.completedFuture(null);
    private Instant nextSave;
    private boolean begun;

    /**
     * @param found what the former owner left, said or unsaid
     * @param onGone called once, when somebody may own the chat again
     */
    Session(PlayerStore.Saved found, Lease lease, SessionTools tools, Consumer<Session> onGone) {
        saved = found.player();
        this.lease = lease;
        this.tools = tools;
        this.onGone = onGone;
        mailbox = new Mailbox(this, tools.clock());
        performance = new Performance(saved, tools, mailbox::post);
        String name = Long.toString(chatId());
        journal = new Journal(tools, name, lease.token(), this::abandon);
        if (!found.unsaid().isEmpty()) {
            lastWrite = journal.write(saved, found.unsaid());
        }
        nextSave = tools.clock().instant().plus(tools.saveEvery());
    }

    /** Begins with the first input, lest a session without anything to do retires before its first question. */
    Session start() {
        mailbox.start("player-" + chatId());
        return this;
    }

    /** Goes on as saved, though nobody asks for anything. */
    void resume() {
        mailbox.post(() -> {});
    }

    Lease lease() {
        return lease;
    }

    long chatId() {
        return saved.chat().id();
    }

    /** Completes when the chat's lease is given back or lost. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** @return completes when the tracks are durably in the queue; null when the session has retired */
    @Nullable CompletableFuture<Boolean> enqueue(EnqueueTracks job) {
        return durably(() -> performance.enqueue(job));
    }

    /** @return completes when the stop is durable; null when the session has retired */
    @Nullable CompletableFuture<Boolean> stop(StopPlayer job) {
        return durably(() -> performance.stop(job));
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

    /** @return null when the session has retired */
    @Nullable CompletableFuture<PlayerView> command(PlayerCommand command, @Nullable Long epoch) {
        return ask(() -> performance.command(command, epoch));
    }

    /** @return null when the session has retired */
    @Nullable CompletableFuture<PlayerView> view() {
        return ask(performance::view);
    }

    void changed(VoiceChatChanged job) {
        mailbox.post(() -> performance.changed(job.groupCallId(), job.change()));
    }

    void connection(ConnectionState state) {
        mailbox.post(() -> performance.connection(state));
    }

    /** Saves where everything stands and lets go of the chat without leaving its voice chat. */
    void drain() {
        mailbox.post(() -> {
            save();
            mailbox.close();
            depart(true);
        });
    }

    /** Somebody else owns the chat: stop at once and say nothing. */
    void abandon() {
        mailbox.post(() -> {
            mailbox.close();
            depart(false);
        });
    }

    @Override
    public @Nullable Instant nextWake() {
        Instant wake = performance.nextWake();
        boolean saveFirst = begun && !performance.over() && (wake == null || nextSave.isBefore(wake));
        return saveFirst ? nextSave : wake;
    }

    @Override
    public void handle(@Nullable Runnable input) {
        try {
            if (!begun) {
                begun = true;
                performance.begin();
            }
            performance.noteProgress();
            if (input == null) {
                performance.wakeUp();
            } else {
                input.run();
            }
            save();
        } catch (RuntimeException unexpected) {
            tools.failures().report("the player of chat " + chatId(), unexpected);
        }
        if (performance.over() && mailbox.closeIfEmpty()) {
            depart(true);
        }
    }

    private void save() {
        Instant now = tools.clock().instant();
        if (!now.isBefore(nextSave)) {
            nextSave = now.plus(tools.saveEvery());
        }
        PlayerSnapshot current = performance.snapshot();
        var words = performance.takeWords();
        boolean changed = !current.equals(saved);
        if (changed || !words.isEmpty()) {
            saved = current;
            lastWrite = journal.write(current, words);
        }
    }

    private void depart(boolean asOwner) {
        performance.end();
        CompletableFuture<?> written = asOwner ? lastWrite : CompletableFuture.completedFuture(null);
        var _ = written.handle((_, fenced) -> {
            if (asOwner && fenced == null) {
                release();
            }
            journal.close();
            gone.complete(null);
            onGone.accept(this);
            return chatId();
        });
    }

    private void release() {
        try {
            tools.leases().release(lease);
        } catch (RuntimeException unreleased) {
            tools.failures().report("giving back " + lease.name() + ", which will expire", unreleased);
        }
    }

    private <T> @Nullable CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean accepted = mailbox.post(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException refused) {
                answer.completeExceptionally(refused);
            }
        });
        return accepted ? answer : null;
    }
}
