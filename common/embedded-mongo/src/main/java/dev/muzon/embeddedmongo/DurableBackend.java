package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Storage that answers a command only after its changes are in the file. So a killed process loses nothing that it
 * acknowledged. The store's own delayed commit would lose up to a second of changes.
 */
final class DurableBackend extends H2Backend {
    private static final int COMPACT_BELOW_PERCENT = 60;
    private static final int COMPACT_BYTES = 4 << 20;

    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);

    /** Overwritten pages stay so long that the last synced state is whole after a power cut. A busy disk is slow to sync. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private static final Duration COMPACT_ON_CLOSE = Duration.ofSeconds(1);

    private final MVStore store;
    private final Consumer<MVStoreException> broken;
    private final ExecutorService syncing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sync").factory());
    private Future<?> sync = CompletableFuture.completedFuture(null);
    private final Duration pause;
    private Instant nextHousekeeping;

    /**
     * Wraps the store.
     *
     * @param broken called when the store has closed itself after a failure and can serve no more commands
     */
    DurableBackend(MVStore store, Consumer<MVStoreException> broken) {
        this(store, broken, HOUSEKEEPING);
    }

    /** @param pause between two times of housekeeping */
    DurableBackend(MVStore store, Consumer<MVStoreException> broken, Duration pause) {
        super(store);
        this.store = store;
        this.broken = broken;
        this.pause = pause;
        store.setRetentionTime(Math.toIntExact(RETENTION.toMillis()));
        this.nextHousekeeping = getClock().instant().plus(pause);
    }

    /** Opens a database. The superclass's constructor calls this, too. */
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            Document answer = command.equalsIgnoreCase("hello")
                    ? hello(channel, database, query)
                    : super.handleCommand(channel, database, command, query);
            if (store.hasUnsavedChanges() && !mayWait(query)) {
                store.commit();
                keepHouse(getClock().instant());
            }
            return answer;
        } catch (MVStoreException e) {
            if (store.getPanicException() != null || store.isClosed()) {
                broken.accept(e);
            }
            throw e; // Otherwise it is the command's own fault, and the store goes on.
        }
    }

    /**
     * Tells whether the client asked for no more than the acknowledgement of one server, {@code writeConcern: {w: 1}}.
     * Such a change is written with the next command, of whatever kind. Without a write concern a change is durable.
     */
    private static boolean mayWait(Document command) {
        return command.get("writeConcern") instanceof Document concern
                && concern.get("w") instanceof Integer servers
                && servers == 1
                && !Boolean.TRUE.equals(concern.get("j"));
    }

    /** Answers {@code hello}, which current clients and health checks send. The library knows only its older name. */
    private Document hello(Channel channel, String database, Document query) {
        Document answer = super.handleCommand(channel, database, "isMaster", query);
        answer.put("isWritablePrimary", true);
        return answer;
    }

    /**
     * Syncs and compacts the file. It is compacted between two commands, since a document must not change while it is
     * rewritten. The sync may take a busy disk many seconds, for which commands do not wait. After it the data survives a
     * power cut too.
     */
    private void keepHouse(Instant now) {
        if (now.isAfter(nextHousekeeping) && sync.isDone()) {
            sync = syncing.submit(this::sync);
            store.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES);
            nextHousekeeping = now.plus(pause);
        }
    }

    private void sync() {
        try {
            store.sync();
        } catch (MVStoreException e) {
            broken.accept(e);
        }
    }

    @Override
    public void close() {
        syncing.close();
        store.compactFile(Math.toIntExact(COMPACT_ON_CLOSE.toMillis()));
        super.close();
    }
}
