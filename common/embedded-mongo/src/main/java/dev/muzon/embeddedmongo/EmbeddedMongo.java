package dev.muzon.embeddedmongo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A running server. It speaks enough of MongoDB's wire protocol for the driver, Spring Data, the job queue and the
 * leases. It has no passwords: it belongs on loopback, and answers only processes of its own user.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final String STORE_FILE = "muzon.mv";

    /** A commit writes whole pages, and few documents change at once. */
    private static final int KEYS_PER_PAGE = 16;

    private final WireServer server;

    private EmbeddedMongo(WireServer server) {
        this.server = server;
    }

    /**
     * Starts a server that forgets everything when closed.
     *
     * @param address port 0 for any free one
     * @throws IOException when the address cannot be bound
     */
    public static EmbeddedMongo inMemory(InetSocketAddress address) throws IOException {
        return start(address, null, _ -> {});
    }

    /**
     * Starts a server that keeps everything in one file. Acknowledged changes survive the death of the process.
     *
     * @param address port 0 for any free one
     * @param directory created when missing
     * @throws IOException when the address cannot be bound, or the file cannot be opened or is another process's
     */
    public static EmbeddedMongo inDirectory(InetSocketAddress address, Path directory) throws IOException {
        return inDirectory(address, directory, _ -> {});
    }

    /**
     * Starts a server that keeps everything in one file, and reports when that file becomes unusable. After a failed
     * write, such as on a full disk, every later command fails as well.
     *
     * @param broken called with the cause. The process should end then, to be started again
     */
    static EmbeddedMongo inDirectory(InetSocketAddress address, Path directory, Consumer<MVStoreException> broken)
            throws IOException {
        Files.createDirectories(directory);
        return start(address, directory.resolve(STORE_FILE), broken);
    }

    private static EmbeddedMongo start(
            InetSocketAddress address, @Nullable Path file, Consumer<MVStoreException> broken) throws IOException {
        return new EmbeddedMongo(new WireServer(new DurableBackend(open(file), broken), address));
    }

    private static MVStore open(@Nullable Path file) throws IOException {
        MVStore.Builder store = new MVStore.Builder().autoCommitDisabled().keysPerPage(KEYS_PER_PAGE);
        try {
            return file == null ? store.open() : store.fileName(file.toString()).open();
        } catch (MVStoreException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the address it listens on, with the real port. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Returns its connection string without a database name: {@code mongodb://127.0.0.1:27117}. */
    public String uri() {
        return "mongodb://" + address().getAddress().getHostAddress() + ":"
                + address().getPort();
    }

    /** Finishes and answers the running command, then closes the connections and the file. Takes at most seconds. */
    @Override
    public void close() {
        server.close();
    }
}
