package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryOperator;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique, which the library lacks. It knows the documents by the value of its first field, which
 * saves a filter on that field from looking at all the others. The library compares the rest with the whole filter.
 * Documents without the field, or with null in it, are left out. It lives in memory and is rebuilt at each start.
 */
class SecondaryIndex extends Index<Object> {
    private static final String ID = "_id";
    private static final Set<String> SERVED = Set.of(
            QueryOperator.EQUAL.getValue(),
            QueryOperator.LESS_THAN.getValue(),
            QueryOperator.LESS_THAN_OR_EQUAL.getValue());

    private final String field;
    private final NavigableMap<Object, Set<Object>> positions = new TreeMap<>(ValueComparator.ascWithoutListHandling());

    /**
     * Makes an empty index.
     *
     * @param keys the first one's field is a direct one of the document
     */
    SecondaryIndex(String name, List<IndexKey> keys) {
        // "Sparse" is the library's word for an index that need not know each document.
        super(name, keys, true);
        this.field = keys.getFirst().getKey();
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        Object place = place(document, position); // one for all values: a post has many words
        for (Object value : values(document)) {
            positions.computeIfAbsent(value, _ -> places()).add(place);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        Object place = place(document, Missing.ofNullable(document.get(ID)));
        for (Object value : values(document)) {
            positions.computeIfPresent(value, (_, known) -> {
                known.remove(place);
                return known.isEmpty() ? null : known;
            });
        }
        return null;
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        if (!Objects.equals(oldDocument.get(field), newDocument.get(field))
                || !place(oldDocument, position).equals(place(newDocument, position))) {
            remove(oldDocument);
            add(newDocument, position, collection);
        }
    }

    /** Returns an empty set for the places of the documents that have one value. */
    Set<Object> places() {
        return new LinkedHashSet<>();
    }

    /** Returns what stands for a document in the index. */
    Object place(Document document, Object position) {
        return position;
    }

    /** Returns the documents of places. */
    Iterable<Object> positions(Set<Object> places) {
        return places;
    }

    /** Returns the value that the first field must be equal to, null when the filter says something else of it. */
    @Nullable Object equal(Document query) {
        Object wanted = query.get(field);
        return literal(wanted) ? wanted : null;
    }

    /** Returns the values to index: each element of an array, else the value. */
    private Collection<?> values(Document document) {
        Object value = document.get(field);
        if (value instanceof Collection<?> elements) {
            return elements.stream().filter(Objects::nonNull).toList();
        }
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public boolean canHandle(Document query) {
        Object wanted = query.get(field);
        return wanted instanceof Document operators
                ? !operators.isEmpty() && operators.entrySet().stream().allMatch(SecondaryIndex::servable)
                : literal(wanted);
    }

    private static boolean servable(Map.Entry<String, Object> operation) {
        return operation.getKey().equals(QueryOperator.IN.getValue())
                ? operation.getValue() instanceof Collection<?> some
                        && some.stream().allMatch(SecondaryIndex::literal)
                : SERVED.contains(operation.getKey()) && literal(operation.getValue());
    }

    /** Returns whether the value finds exactly the documents that have it. */
    private static boolean literal(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case BsonRegularExpression _, Collection<?> _, Document _ -> false;
            default -> true;
        };
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        Object wanted = Objects.requireNonNull(query.get(field), "a filter that this index serves");
        if (!(wanted instanceof Document operators)) {
            return positions(at(wanted));
        }
        // One of them narrows enough. The library applies the others.
        String operator = operators.keySet().iterator().next();
        Object operand = Objects.requireNonNull(operators.get(operator));
        Set<Object> found = new LinkedHashSet<>();
        if (operand instanceof Collection<?> some) {
            some.forEach(one -> found.addAll(at(one)));
        } else if (operator.equals(QueryOperator.EQUAL.getValue())) {
            found.addAll(at(operand));
        } else {
            positions.headMap(operand, true).values().forEach(found::addAll);
        }
        return positions(found);
    }

    Set<Object> at(Object value) {
        return positions.getOrDefault(value, Set.of());
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // Such an index forbids nothing.
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // Such an index forbids nothing.
    }

    @Override
    public long getCount() {
        return positions.values().stream().mapToLong(Set::size).sum();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        positions.clear();
    }
}
