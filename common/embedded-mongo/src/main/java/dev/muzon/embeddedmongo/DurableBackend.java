package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.MVStore;

/**
 * Answers a command only after its changes are in the file, so a killed process loses nothing that it acknowledged.
 * The store's own delayed commit would lose up to a second of them.
 */
final class DurableBackend extends H2Backend {
    private static final int COMPACT_BELOW_PERCENT = 60;
    private static final int COMPACT_BYTES = 4 << 20;

    /** Overwritten pages stay for twice this time, so that the last synced state is whole after a power cut. */
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);

    private static final Duration COMPACT_ON_CLOSE = Duration.ofSeconds(1);

    private final MVStore store;
    private Instant nextHousekeeping;

    DurableBackend(MVStore store) {
        super(store);
        this.store = store;
        store.setRetentionTime(Math.toIntExact(HOUSEKEEPING.multipliedBy(2).toMillis()));
        this.nextHousekeeping = getClock().instant().plus(HOUSEKEEPING);
    }

    /** Called from the constructor of the superclass, too. */
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        Document answer = command.equalsIgnoreCase("hello")
                ? hello(channel, database, query)
                : super.handleCommand(channel, database, command, query);
        if (store.hasUnsavedChanges()) {
            store.commit();
            keepHouse(getClock().instant());
        }
        return answer;
    }

    /** Current clients and health checks ask with {@code hello}; the library knows only its older name. */
    private Document hello(Channel channel, String database, Document query) {
        Document answer = super.handleCommand(channel, database, "isMaster", query);
        answer.put("isWritablePrimary", true);
        return answer;
    }

    /**
     * What a store that commits by itself does in its background thread: from here on the data survives a power cut
     * too, and the room of overwritten pages is given back. Done between two commands, since a document must not change
     * while it is rewritten.
     */
    private void keepHouse(Instant now) {
        if (now.isAfter(nextHousekeeping)) {
            store.sync();
            store.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES);
            nextHousekeeping = now.plus(HOUSEKEEPING);
        }
    }

    @Override
    public void close() {
        store.compactFile(Math.toIntExact(COMPACT_ON_CLOSE.toMillis()));
        super.close();
    }
}
