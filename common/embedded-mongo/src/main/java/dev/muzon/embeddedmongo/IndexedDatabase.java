package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A database that keeps its documents in the store and all its indexes in memory. The library's own indexes that are
 * not unique do nothing.
 */
final class IndexedDatabase extends H2Database {
    private static final String DOCUMENTS = "databases.";
    private static final String PROPERTIES = "meta.";
    private static final String AGGREGATE = "aggregate";

    private final MVStore store;

    IndexedDatabase(String name, MVStore store, CursorRegistry cursors) {
        // The superclass opens its collections at once.
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String namespace = getDatabaseName() + "." + name;
        MVMap<Object, Document> documents = store.openMap(
                DOCUMENTS + namespace, new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
        MVMap<String, Object> properties = store.openMap(PROPERTIES + namespace);
        return new IndexedCollection(this, name, options, documents, properties, cursorRegistry);
    }

    /** Has an aggregation that begins with a filter read what the filter finds. The library reads the whole collection. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equals(AGGREGATE)
                && query.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && stages.getFirst() instanceof Document first
                && first.get("$match") instanceof Document filter) {
            return ScopedValue.where(
                            IndexedCollection.LEADING_FILTER,
                            new IndexedCollection.LeadingFilter(String.valueOf(query.get(AGGREGATE)), filter))
                    .call(() -> super.handleCommand(channel, command, query, databases, oplog));
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    /** Renames what the store keeps of a collection, too. The library looks for it under the new name already. */
    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
        String old = collection.getFullName();
        String namespace = getDatabaseName() + "." + name;
        store.renameMap(store.openMap(DOCUMENTS + old), DOCUMENTS + namespace);
        store.renameMap(store.openMap(PROPERTIES + old), PROPERTIES + namespace);
        super.moveCollection(from, collection, name);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new UniqueIndex(name, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (keys.getFirst().getKey().contains(".")) {
            return super.openOrCreateSecondaryIndex(collection, name, keys, sparse);
        }
        return SortedIndex.isWanted(keys) ? new SortedIndex(name, keys) : new SecondaryIndex(name, keys);
    }
}
