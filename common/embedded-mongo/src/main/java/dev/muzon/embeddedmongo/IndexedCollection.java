package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryOperator;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that also finds its index for filters as the driver's {@code Filters.and} writes them. The library
 * compares the fields of an index only with those at the top, not with {@code {$and: [{a: 1}, {b: 2}]}}. And an index that
 * has the wanted order saves the sorting.
 */
final class IndexedCollection extends H2Collection {
    /** The filter that the aggregation of this thread begins with, if it begins with one. */
    static final ScopedValue<LeadingFilter> LEADING_FILTER = ScopedValue.newInstance();

    private static final String AND = QueryOperator.AND.getValue();

    /** A filter of one collection. */
    record LeadingFilter(String collection, Document filter) {}

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> properties,
            CursorRegistry cursors) {
        super(database, name, options, documents, properties, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Document flat = flat(query);
        if (orderBy != null && !orderBy.isEmpty()) {
            for (Index<Object> index : getIndexes()) {
                if (index instanceof SortedIndex sorted && sorted.sorts(flat, orderBy)) {
                    // In the index's order already, so that the library stops at the limit.
                    return matchDocuments(
                            flat, sorted.getPositions(flat), null, numberToSkip, limit, batchSize, fieldSelector);
                }
            }
        }
        return super.queryDocuments(flat, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    /** Returns what the aggregation of this thread may need: it applies its filter again. */
    @Override
    public Stream<Document> queryAllAsStream() {
        if (LEADING_FILTER.isBound()) {
            LeadingFilter leading = LEADING_FILTER.get();
            Document flat = flat(leading.filter());
            if (leading.collection().equals(getCollectionName())
                    && getIndexes().stream().anyMatch(index -> index.canHandle(flat))) {
                return handleQueryAsStream(flat);
            }
        }
        return super.queryAllAsStream();
    }

    /** Returns the same filter without {@code $and}, or unchanged when a field stands in it twice. */
    private static Document flat(Document query) {
        if (!(query.get(AND) instanceof Collection<?> parts)) {
            return query;
        }
        Document flat = new Document(query);
        flat.remove(AND);
        for (Object part : parts) {
            for (var condition : flat((Document) part).entrySet()) {
                if (flat.containsKey(condition.getKey())) {
                    return query;
                }
                flat.put(condition.getKey(), condition.getValue());
            }
        }
        return flat;
    }
}
