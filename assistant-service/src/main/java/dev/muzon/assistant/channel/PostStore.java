package dev.muzon.assistant.channel;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Repository;

/** The posts of channels in MongoDB. An index of single words finds them, which the embedded server serves too. */
@Repository
class PostStore implements StoredIndexes {
    private static final String NUMBER = "number";

    private final MongoTemplate mongo;
    private final StoredDocuments stored;

    PostStore(MongoTemplate mongo, StoredDocuments stored) {
        this.mongo = mongo;
        this.stored = stored;
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(StoredPost.class)
                .createIndex(new Index()
                        .on(StoredPost.CHANNEL, Sort.Direction.ASC)
                        .on(StoredPost.POST, Sort.Direction.DESC));
        // In the order of the search, so that a database stops at its limit, however frequent a word is.
        mongo.indexOps(StoredPost.class)
                .createIndex(new Index()
                        .on(StoredPost.WORDS, Sort.Direction.ASC)
                        .on(StoredPost.SENT, Sort.Direction.DESC)
                        .on(StoredPost.POST, Sort.Direction.DESC));
    }

    /** Saves posts in one round trip, in place of what they were before. */
    void save(Collection<StoredPost> posts) {
        if (posts.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, StoredPost.class);
        posts.forEach(post -> bulk.replaceOne(
                query(where("_id").is(post.id())),
                post,
                FindAndReplaceOptions.options().upsert()));
        bulk.execute();
    }

    Optional<StoredPost> find(long channel, long post) {
        return stored.find(StoredPost.id(channel, post), StoredPost.class);
    }

    List<StoredPost> of(long channel) {
        return stored.find(query(where(StoredPost.CHANNEL).is(channel)), StoredPost.class);
    }

    int count(long channel) {
        return count(List.of(channel)).getOrDefault(channel, 0);
    }

    /** Counts the posts of many channels with one question. A channel without posts is left out. */
    Map<Long, Integer> count(Collection<Long> channels) {
        if (channels.isEmpty()) {
            return Map.of();
        }
        var question = newAggregation(
                match(where(StoredPost.CHANNEL).in(channels)),
                group(StoredPost.CHANNEL).count().as(NUMBER));
        return mongo
                .aggregate(question, mongo.getCollectionName(StoredPost.class), Document.class)
                .getMappedResults()
                .stream()
                .collect(Collectors.toMap(
                        one -> one.get("_id", Number.class).longValue(),
                        one -> one.get(NUMBER, Number.class).intValue()));
    }

    long count(long channel, Instant from, Instant until) {
        return mongo.count(
                query(where(StoredPost.CHANNEL)
                        .is(channel)
                        .and(StoredPost.SENT)
                        .gte(from)
                        .lt(until)),
                StoredPost.class);
    }

    void delete(long channel, Collection<Long> posts) {
        if (!posts.isEmpty()) {
            List<String> ids =
                    posts.stream().map(post -> StoredPost.id(channel, post)).toList();
            mongo.remove(query(where("_id").in(ids)), StoredPost.class);
        }
    }

    void deleteAll(long channel) {
        mongo.remove(query(where(StoredPost.CHANNEL).is(channel)), StoredPost.class);
    }

    /**
     * Finds posts with all of these words, newest first.
     *
     * @param words at least one. The longest is looked for first, as it is likely to be the rarest
     * @param songs whether only posts with a song count
     */
    List<StoredPost> search(List<String> words, Collection<Long> channels, int limit, boolean songs) {
        String rarest =
                words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
        // The one word is what the embedded server takes the index for.
        var wanted = where(StoredPost.WORDS)
                .is(rarest)
                .and(StoredPost.CHANNEL)
                .in(channels)
                .andOperator(where(StoredPost.WORDS).all(words));
        if (songs) {
            wanted = wanted.and(StoredPost.SONG).ne(null);
        }
        var newestFirst = Sort.by(Sort.Direction.DESC, StoredPost.SENT, StoredPost.POST);
        return stored.find(query(wanted).with(newestFirst).limit(limit), StoredPost.class);
    }
}
