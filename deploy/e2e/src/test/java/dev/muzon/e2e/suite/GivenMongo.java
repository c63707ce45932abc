package dev.muzon.e2e.suite;

import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The MongoDB that {@code MUZON_TEST_MONGO_URI} names, with a database for one suite that is dropped at its end. A suite
 * in a network namespace reaches it through a relay, at one member of the replica set: the primary of the start.
 */
final class GivenMongo implements AutoCloseable {
    static final String SETTING = "MUZON_TEST_MONGO_URI";

    private static final Pattern URI = Pattern.compile("mongodb://(?:([^@/]*)@)?([^/?]+)(?:/[^?]*)?(?:\\?(.*))?");
    private static final int PORT_INSIDE = 27018;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String given;
    private final String database = "suite_" + UUID.randomUUID().toString().substring(0, 8);
    private @Nullable Path folder;
    private @Nullable Passage outside;
    private @Nullable Process inside;

    private GivenMongo(String given) {
        this.given = given;
    }

    /** Returns the one of the environment, empty when suites have the embedded server. */
    static Optional<GivenMongo> ofTheEnvironment() {
        return Optional.ofNullable(System.getenv(SETTING))
                .filter(uri -> !uri.isBlank())
                .map(GivenMongo::new);
    }

    /**
     * Returns where a suite finds its database.
     *
     * @param isolated whether the suite is in a network namespace
     */
    String uri(boolean isolated) {
        Matcher parts = URI.matcher(given);
        if (!parts.matches()) {
            throw new IllegalStateException(SETTING + " must begin with mongodb:// and name its hosts");
        }
        String login = parts.group(1) == null ? "" : parts.group(1) + "@";
        String options = parts.group(3) == null ? "" : "?" + parts.group(3);
        if (!isolated) {
            return "mongodb://" + login + parts.group(2) + "/" + database + options;
        }
        return "mongodb://" + login + "127.0.0.1:" + PORT_INSIDE + "/" + database
                + (options.isEmpty() ? "?" : options + "&") + "directConnection=true";
    }

    /** Leads from a network namespace to the server, as soon as the namespace is there. */
    void leadInto(String namespace) throws IOException {
        folder = Files.createTempDirectory("mongo");
        Path socket = folder.resolve("socket");
        outside = Passage.start(UnixDomainSocketAddress.of(socket), primary());
        await("the namespace " + namespace)
                .atMost(PATIENCE)
                .until(() -> Files.exists(Path.of("/run/netns", namespace)));
        inside = new ProcessBuilder(List.of(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Passage.class.getName(),
                        Integer.toString(PORT_INSIDE),
                        socket.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(inside::destroyForcibly));
    }

    private InetSocketAddress primary() {
        try (MongoClient client = MongoClients.create(given)) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            String[] host = hello.get(
                            "primary", new ConnectionString(given).getHosts().getFirst())
                    .split(":", -1);
            return new InetSocketAddress(host[0], host.length > 1 ? Integer.parseInt(host[1]) : 27017);
        }
    }

    @Override
    public void close() throws IOException {
        if (inside != null) {
            inside.destroyForcibly();
        }
        if (outside != null) {
            outside.close();
        }
        if (folder != null) {
            Files.deleteIfExists(folder.resolve("socket"));
        }
        try (MongoClient client = MongoClients.create(given)) {
            client.getDatabase(database).drop();
        }
    }
}
