package dev.muzon.embeddedmongo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVStoreException;

/**
 * The server as a process. {@code MUZON_MONGO_PORT} (27117) and {@code MUZON_MONGO_DATA} (a directory, in memory when
 * missing) say where. Two arguments in that order win over them. It prints one line when ready. SIGTERM and SIGINT close
 * it cleanly. When its file can no longer be written it ends at once, so that its supervisor starts it again.
 */
public final class EmbeddedMongoApplication {
    private static final String DEFAULT_PORT = "27117";

    private EmbeddedMongoApplication() {}

    /** Starts the server. Exits with 1 and one line on stderr when that fails. */
    public static void main(String[] args) {
        // The library logs every expected duplicate key with its stack trace, so the process runs without a logger.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            Settings settings = Settings.of(args, System.getenv());
            EmbeddedMongo mongo = settings.start();
            Runtime.getRuntime().addShutdownHook(new Thread(mongo::close, "mongo-shutdown"));
            ProcessLog.info("ready on " + mongo.uri() + settings.where());
        } catch (IOException | IllegalArgumentException e) {
            ProcessLog.error("cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Ends without a clean close, which would write as well. The file holds every acknowledged change. */
    private static void end(MVStoreException cause) {
        ProcessLog.error(
                "ends: its file cannot be used any more: " + innermost(cause).getMessage());
        Runtime.getRuntime().halt(1);
    }

    /** Returns what the system said, "No space left on device" for example. What wraps it tells of positions in the file. */
    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    /**
     * Settings of the process.
     *
     * @param data empty for in memory
     */
    private record Settings(int port, String data) {
        static Settings of(String[] args, Map<String, String> environment) {
            String port = args.length > 0 ? args[0] : environment.getOrDefault("MUZON_MONGO_PORT", DEFAULT_PORT);
            String data = args.length > 1 ? args[1] : environment.getOrDefault("MUZON_MONGO_DATA", "");
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new IllegalArgumentException("the port must be a number from 0 to 65535, not \"" + port + "\"");
            }
            return new Settings(Integer.parseInt(port), data);
        }

        EmbeddedMongo start() throws IOException {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return data.isEmpty()
                    ? EmbeddedMongo.inMemory(address)
                    : EmbeddedMongo.inDirectory(address, Path.of(data), EmbeddedMongoApplication::end);
        }

        String where() {
            return data.isEmpty() ? ", in memory" : ", data in " + data;
        }
    }
}
