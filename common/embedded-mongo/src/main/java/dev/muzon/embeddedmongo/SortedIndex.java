package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index that keeps the documents of each value sorted by its other fields. The first few of very many are found
 * without a look at the rest. Keeping the order costs each change a little, so only an index with a descending field is
 * one: it says that the newest are wanted.
 */
final class SortedIndex extends SecondaryIndex {
    private final List<IndexKey> others;
    private final Comparator<Object> order;

    SortedIndex(String name, List<IndexKey> keys) {
        super(name, keys);
        this.others = List.copyOf(keys.subList(1, keys.size()));
        this.order = Comparator.comparing(Place.class::cast, this::compare);
    }

    /** The values of the other fields of a document, for the order, and where it is. */
    private record Place(Object position, List<@Nullable Object> values) {}

    static boolean isWanted(List<IndexKey> keys) {
        return keys.stream().skip(1).anyMatch(key -> !key.isAscending())
                && keys.stream().noneMatch(key -> key.getKey().contains("."));
    }

    @Override
    Set<Object> places() {
        return new TreeSet<>(order);
    }

    @Override
    Object place(Document document, Object position) {
        return new Place(
                position,
                others.stream()
                        .<@Nullable Object>map(key -> document.get(key.getKey()))
                        .toList());
    }

    @Override
    Iterable<Object> positions(Set<Object> places) {
        return () -> places.stream().map(place -> ((Place) place).position()).iterator();
    }

    private int compare(Place one, Place other) {
        for (int i = 0; i < others.size(); i++) {
            var values = others.get(i).isAscending() ? ValueComparator.asc() : ValueComparator.desc();
            int result = values.compare(one.values().get(i), other.values().get(i));
            if (result != 0) {
                return result;
            }
        }
        return ValueComparator.asc().compare(one.position(), other.position());
    }

    /** Returns whether this index has what a filter finds in the wanted order. */
    boolean sorts(Document query, Document orderBy) {
        if (equal(query) == null || orderBy.size() > others.size()) {
            return false;
        }
        int i = 0;
        for (var wanted : orderBy.entrySet()) {
            IndexKey key = others.get(i++);
            boolean ascending = wanted.getValue() instanceof Number direction && direction.intValue() > 0;
            if (!key.getKey().equals(wanted.getKey()) || key.isAscending() != ascending) {
                return false;
            }
        }
        return true;
    }
}
