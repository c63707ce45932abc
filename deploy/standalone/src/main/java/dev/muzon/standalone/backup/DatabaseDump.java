package dev.muzon.standalone.backup;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.RenameCollectionOptions;
import dev.muzon.protocol.StoredNames;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.RawBsonDocument;

/**
 * The collections of a database as bytes. Each document is its length and its BSON, with a zero at the end. Indexes are
 * made by the services at their start. Leases are left out, because their owners are gone when they are read again.
 */
final class DatabaseDump {
    private static final Set<String> LEFT_OUT = Set.of(StoredNames.LEASES);
    /** Begins the names of collections that a restore has not finished. No service and no backup reads them. */
    static final String UNFINISHED = "restoring.";

    private static final int AT_ONCE = 200;

    /** MongoDB's own limit with room for the wire's envelope. */
    private static final int LARGEST = 17 << 20;

    private final MongoDatabase database;

    DatabaseDump(MongoDatabase database) {
        this.database = database;
    }

    /** Returns the names of the collections that belong in a backup. */
    Set<String> collections() {
        Set<String> names = new TreeSet<>();
        for (String name : database.listCollectionNames()) {
            if (!name.startsWith("system.") && !name.startsWith(UNFINISHED) && !LEFT_OUT.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Tells whether the database holds documents of these collections already. */
    boolean holdsAnything() {
        return collections().stream()
                .anyMatch(name -> database.getCollection(name).find().first() != null);
    }

    /** Writes a collection. Returns the number of its documents. */
    long write(String collection, DataOutputStream out) throws IOException {
        long count = 0;
        try (MongoCursor<RawBsonDocument> documents =
                database.getCollection(collection, RawBsonDocument.class).find().iterator()) {
            while (documents.hasNext()) {
                ByteBuffer bytes = documents.next().getByteBuffer().asNIO();
                out.writeInt(bytes.remaining());
                byte[] array = new byte[bytes.remaining()];
                bytes.get(array);
                out.write(array);
                count++;
            }
        }
        out.writeInt(0);
        return count;
    }

    /** Reads a collection into one that is not finished. Returns the number of its documents. */
    long read(String collection, DataInputStream in) throws IOException {
        database.createCollection(UNFINISHED + collection);
        MongoCollection<RawBsonDocument> target =
                database.getCollection(UNFINISHED + collection, RawBsonDocument.class);
        List<RawBsonDocument> batch = new ArrayList<>();
        long count = 0;
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            if (length < 0 || length > LARGEST) {
                throw new IOException("a document of " + length + " bytes in " + collection);
            }
            batch.add(new RawBsonDocument(in.readNBytes(length)));
            count++;
            if (batch.size() == AT_ONCE) {
                target.insertMany(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            target.insertMany(batch);
        }
        return count;
    }

    /** Deletes what a restore did not finish. */
    void dropUnfinished() {
        unfinished().forEach(name -> database.getCollection(name).drop());
    }

    /**
     * Gives everything that was read its name. What stands in its place is empty, as {@link #holdsAnything} said.
     *
     * @throws IOException when MongoDB went away meanwhile, so that a part has its name
     */
    void finish() throws IOException {
        List<MongoNamespace> named = new ArrayList<>();
        try {
            for (String name : unfinished()) {
                var target = new MongoNamespace(database.getName(), name.substring(UNFINISHED.length()));
                named.add(target);
                database.getCollection(name).renameCollection(target, new RenameCollectionOptions().dropTarget(true));
            }
        } catch (MongoException e) {
            takeBack(named, e);
            throw e;
        }
    }

    private void takeBack(List<MongoNamespace> named, MongoException cause) throws IOException {
        try {
            named.forEach(
                    target -> database.getCollection(target.getCollectionName()).drop());
        } catch (MongoException _) {
            throw new IOException(
                    "MongoDB went away while the restored collections got their names: delete the database "
                            + database.getName() + " before the next attempt",
                    cause);
        }
    }

    private List<String> unfinished() {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.startsWith(UNFINISHED))
                .toList();
    }
}
