package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A running server. It speaks MongoDB's wire protocol well enough for the driver, Spring Data, the job queue and the
 * leases; it has no authentication, so it belongs on loopback.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final String STORE_FILE = "muzon.mv";

    /** A commit writes whole pages, and few documents change at once. */
    private static final int KEYS_PER_PAGE = 16;

    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedMongo(MongoServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Forgets everything when closed.
     *
     * @param address port 0 for any free one
     * @throws IOException when the address cannot be bound
     */
    public static EmbeddedMongo inMemory(InetSocketAddress address) throws IOException {
        return start(address, null);
    }

    /**
     * Keeps everything in one file; what it acknowledged survives the death of the process.
     *
     * @param address port 0 for any free one
     * @param directory created when missing
     * @throws IOException when the address cannot be bound, or the file cannot be opened or is another process's
     */
    public static EmbeddedMongo inDirectory(InetSocketAddress address, Path directory) throws IOException {
        Files.createDirectories(directory);
        return start(address, directory.resolve(STORE_FILE));
    }

    private static EmbeddedMongo start(InetSocketAddress address, @Nullable Path file) throws IOException {
        MongoServer server = new MongoServer(new DurableBackend(open(file)));
        try {
            // More workers would encode answers from documents that another worker is changing.
            server.bind(address, 1, 1);
        } catch (Exception e) {
            // The server hides the checked exceptions of its sockets; it has closed the backend already.
            throw new IOException("cannot listen on " + hostAndPort(address) + ": " + e.getMessage(), e);
        }
        return new EmbeddedMongo(server, server.getLocalAddress());
    }

    private static MVStore open(@Nullable Path file) throws IOException {
        MVStore.Builder store =
                new MVStore.Builder().autoCommitDisabled().compress().keysPerPage(KEYS_PER_PAGE);
        try {
            return file == null ? store.open() : store.fileName(file.toString()).open();
        } catch (MVStoreException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static String hostAndPort(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Without a database name: {@code mongodb://127.0.0.1:27117}. */
    public String uri() {
        return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Finishes the command in hand, answers it, then closes the connections and the file. Takes at most seconds. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
