package dev.muzon.assistant.channel;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.assistant.post.Channel;
import dev.muzon.coordination.StoredIndexes;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The channels and the lists of chats in MongoDB. */
@Repository
class ChannelStore implements StoredIndexes {
    private static final String COMPLETE = "complete";
    private static final String LEAVING = "leaving";
    private static final String LOST = "lost";

    /** Entries among which a readable one is looked for. */
    private static final int CANDIDATES = 5;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;

    ChannelStore(MongoTemplate mongo, StoredDocuments stored) {
        this.mongo = mongo;
        this.stored = stored;
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(StoredChannel.class).createIndex(ascending(StoredChannel.ACCOUNT));
        for (String field : List.of(Subscription.CHAT, Subscription.CHANNEL, Subscription.ACCOUNT)) {
            mongo.indexOps(Subscription.class).createIndex(ascending(field));
        }
    }

    static Index ascending(String field) {
        return new Index().on(field, Sort.Direction.ASC);
    }

    /**
     * Keeps a channel that an account has joined. The account that read it before goes on, and a channel that was to be
     * left stays. So does one that was lost.
     */
    StoredChannel keep(Channel channel, String account) {
        var update = new Update()
                .set("title", channel.title())
                .set("username", channel.username())
                .set(LEAVING, false)
                .unset(LOST)
                .setOnInsert(StoredChannel.ACCOUNT, account)
                .setOnInsert(COMPLETE, false);
        var options = FindAndModifyOptions.options().upsert(true).returnNew(true);
        return Optional.ofNullable(
                        mongo.findAndModify(query(where("_id").is(channel.id())), update, options, StoredChannel.class))
                .orElseThrow(() -> new IllegalStateException("An upsert returned nothing"));
    }

    /** Gives a channel to another account, which has to read all of it. */
    StoredChannel hand(StoredChannel channel, String account) {
        mongo.updateFirst(
                query(where("_id").is(channel.id())),
                new Update().set(StoredChannel.ACCOUNT, account).set(COMPLETE, false),
                StoredChannel.class);
        return channel(channel.id()).orElse(channel);
    }

    void completed(long channel) {
        mongo.updateFirst(query(where("_id").is(channel)), new Update().set(COMPLETE, true), StoredChannel.class);
    }

    Optional<StoredChannel> channel(long id) {
        return stored.find(id, StoredChannel.class);
    }

    List<StoredChannel> channels(Collection<Long> ids) {
        return stored.find(query(where("_id").in(ids)), StoredChannel.class);
    }

    /** Returns the ids of the channels on these lists, without the entries: a search wants no more of hundreds. */
    List<Long> idsOf(Collection<Long> chats) {
        Query channels = query(
                where(Subscription.CHAT).in(chats).and(Subscription.CHANNEL).ne(null));
        return mongo.findDistinct(channels, Subscription.CHANNEL, Subscription.class, Long.class);
    }

    List<StoredChannel> channelsOf(String account) {
        return stored.find(query(where(StoredChannel.ACCOUNT).is(account)), StoredChannel.class);
    }

    /** Notes that the account was put out of a channel. */
    void lose(long channel, Instant noticed) {
        mongo.updateFirst(query(where("_id").is(channel)), new Update().set(LOST, noticed), StoredChannel.class);
    }

    /** Returns the entries of all chats that have a channel. */
    List<Subscription> subscriptionsTo(long channel) {
        return stored.find(query(where(Subscription.CHANNEL).is(channel)), Subscription.class);
    }

    /** Forgets a channel that is to be left. Returns false when a chat has asked for it meanwhile. */
    boolean forget(long channel) {
        return mongo.remove(query(where("_id").is(channel).and(LEAVING).is(true)), StoredChannel.class)
                        .getDeletedCount()
                > 0;
    }

    /** Puts a channel on a chat's list. Only its address changes when it is there. */
    void subscribe(Subscription subscription) {
        if (stored.find(subscription.id(), Subscription.class).isEmpty()) {
            mongo.save(subscription);
        } else {
            mongo.updateFirst(
                    query(where("_id").is(subscription.id())),
                    new Update().set("address", subscription.address()),
                    Subscription.class);
        }
    }

    /** Puts the channel that an account was let into in the place of the request. */
    void approve(Subscription pending, StoredChannel channel) {
        subscribe(pending.approved(channel));
        mongo.remove(query(where("_id").is(pending.id())), Subscription.class);
    }

    List<Subscription> listOf(long chat) {
        return stored.find(query(where(Subscription.CHAT).is(chat)), Subscription.class).stream()
                .sorted(Comparator.comparing(Subscription::added).thenComparing(Subscription::key))
                .toList();
    }

    Optional<Subscription> find(long chat, String key) {
        return stored.find(Subscription.id(chat, key), Subscription.class);
    }

    /** Returns the requests of an account that the admins of channels have not answered. */
    List<Subscription> pendingOf(String account) {
        return stored.find(query(where(Subscription.ACCOUNT).is(account)), Subscription.class).stream()
                .filter(Subscription::isPending)
                .toList();
    }

    /** Takes a channel off a chat's list. A channel that no other chat has is left later. */
    void unsubscribe(Subscription subscription) {
        mongo.remove(query(where("_id").is(subscription.id())), Subscription.class);
        Long channel = subscription.channel();
        if (channel != null && !mongo.exists(query(where(Subscription.CHANNEL).is(channel)), Subscription.class)) {
            mongo.updateFirst(query(where("_id").is(channel)), new Update().set(LEAVING, true), StoredChannel.class);
        }
    }

    /** Gives a chat's list to the chat that it became. Whatever was given before stays. */
    void move(long chat, long destination) {
        for (Subscription one : listOf(chat)) {
            subscribe(one.movedTo(destination));
            mongo.remove(query(where("_id").is(one.id())), Subscription.class);
        }
    }

    /** Finds a channel that some chat has added by this address. */
    Optional<StoredChannel> addedBy(String address) {
        Criteria same = where("address").is(address).and(Subscription.CHANNEL).exists(true);
        return stored.find(query(same).limit(CANDIDATES), Subscription.class).stream()
                .flatMap(known -> Optional.ofNullable(known.channel()).flatMap(this::channel).stream())
                .findFirst();
    }
}
