package dev.muzon.standalone;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import dev.muzon.standalone.backup.BackupFile;
import dev.muzon.standalone.backup.BackupKey;
import dev.muzon.standalone.suite.KeptSecret;
import dev.muzon.standalone.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The data of a suite that cannot be made again: its database and the sessions of its accounts. */
final class SuiteData {
    private static final String DATABASE = "muzon";
    private static final String SESSIONS = "MUZON_TDLIB_DIR";

    /** A server that does not answer by then is away, in milliseconds. */
    private static final String PATIENCE = "serverSelectionTimeoutMS=10000&appName=muzon-backup";

    private final Path state;
    private final Map<String, String> settings;

    SuiteData(Path state, Map<String, String> settings) {
        this.state = state;
        this.settings = settings;
    }

    /** A piece of work with the database. */
    @FunctionalInterface
    interface Work<T> {
        T with(MongoDatabase database) throws IOException;
    }

    /** Returns the folder of the accounts' sessions. */
    Path sessions() {
        String configured = settings.getOrDefault(SESSIONS, "");
        return configured.isBlank() ? state.resolve("tdlib") : Path.of(configured);
    }

    /** Tells whether the state folder holds neither, as for a suite that something else started. */
    boolean liesElsewhere() {
        return embedded().isEmpty() && !settings.getOrDefault(SESSIONS, "").isBlank();
    }

    /** Returns the file of the sessions' key that was made here. There is none where the operator has had one always. */
    Path sessionKey() {
        return state.resolve(KeptSecret.TDLIB_KEY);
    }

    /** Returns the folder of the embedded database, empty when the operator named a real one. */
    Optional<Path> embedded() {
        return Suite.ownMongo(settings).isPresent() ? Optional.empty() : Optional.of(state.resolve("mongo"));
    }

    /**
     * Works with the database. An embedded one that does not run is started meanwhile.
     *
     * @param running whether the suite runs
     */
    <T> T database(boolean running, Work<T> work) throws IOException, RefusedException {
        Optional<Path> embedded = embedded();
        if (embedded.isPresent() && !running) {
            requireLoopback();
            try (EmbeddedMongo mongo = EmbeddedMongo.inDirectory(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), embedded.get())) {
                return at(mongo.uri() + "/" + DATABASE, work);
            }
        }
        return at(
                Suite.ownMongo(settings).orElse("mongodb://127.0.0.1:" + Suite.mongoPort(settings) + "/" + DATABASE),
                work);
    }

    /** Refuses where the database could not be reached: it would wait for long, and say little. */
    private static void requireLoopback() throws RefusedException {
        if (!hasLoopback()) {
            throw RefusedException.atPresent("The loopback interface is down, and the embedded database answers there:"
                    + " \"ip link set lo up\" brings it up. Nothing was written.");
        }
    }

    private static boolean hasLoopback() {
        try {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            return loopback != null && loopback.isUp();
        } catch (SocketException _) {
            return false; // there is no interface at all
        }
    }

    private static <T> T at(String uri, Work<T> work) throws IOException, RefusedException {
        String patient = uri + (uri.contains("?") ? "&" : uri.indexOf('/', uri.indexOf("//") + 2) < 0 ? "/?" : "?");
        ConnectionString address = new ConnectionString(patient + PATIENCE);
        try (MongoClient client = MongoClients.create(address)) {
            return work.with(client.getDatabase(Objects.requireNonNullElse(address.getDatabase(), DATABASE)));
        } catch (MongoException e) {
            throw RefusedException.atPresent("MongoDB refused that or did not answer ("
                    + e.getClass().getSimpleName() + "). Nothing was changed.");
        }
    }

    /**
     * Finds the backup in a file, whose key the settings have.
     *
     * @throws RefusedException when the key is missing or something else than one, or there is no such file
     */
    static BackupFile backup(Path file, OperatorSettings settings) throws RefusedException {
        BackupKey key = key(settings, "Set the key that the backup was made with, in " + settings.file() + ".");
        if (!Files.isRegularFile(file)) {
            throw RefusedException.asGiven("There is no file " + file + ".");
        }
        return new BackupFile(file, key);
    }

    /** Refuses a file that {@link BackupFile} could not read. */
    static RefusedException unreadable(Path file) {
        return RefusedException.asGiven(file + " cannot be read: it was made with another key, is damaged, or is not"
                + " a backup. Nothing was changed.");
    }

    /**
     * Reads the key of backups.
     *
     * @param remedy what to do where it is missing
     * @throws RefusedException when it is missing or something else than a key
     */
    static BackupKey key(OperatorSettings settings, String remedy) throws RefusedException {
        String hex = settings.all().getOrDefault(BackupKey.SETTING, "");
        if (hex.isBlank()) {
            throw RefusedException.asGiven(BackupKey.SETTING
                    + " is not set: a backup holds the accounts' sessions, so it" + " is encrypted. " + remedy);
        }
        try {
            return BackupKey.of(hex);
        } catch (IllegalArgumentException e) {
            throw RefusedException.asGiven(
                    "Correct " + settings.place(BackupKey.SETTING) + ": " + e.getMessage() + ".");
        }
    }
}
