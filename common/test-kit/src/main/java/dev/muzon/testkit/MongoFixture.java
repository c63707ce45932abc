package dev.muzon.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A MongoDB with a fresh database for each test class, dropped afterwards:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MongoFixture mongo = new MongoFixture();
 * }</pre>
 *
 * <p>The server is the embedded one, in memory, shared by the classes of one JVM. The same tests must pass on a real one:
 * {@code MUZON_TEST_MONGO_URI} names a replica set, {@code MUZON_TEST_MONGO_IMAGE} (such as {@code mongo:8}) one to start
 * in a container. Nothing of that happens by itself, because an image may have to be fetched.
 */
public final class MongoFixture implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(MongoFixture.class);
    private static final int NAME_LIMIT = 40;

    private @Nullable MongoClient client;
    private @Nullable MongoDatabase database;
    private @Nullable String uri;

    @Override
    public void beforeAll(ExtensionContext context) {
        // Not the root's store: a second try of failed tests has another root.
        Server server = context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Server.class, type -> Server.start(), Server.class);
        String name = databaseName(context.getRequiredTestClass());
        client = MongoClients.create(server.uri());
        database = client.getDatabase(name);
        uri = withDatabase(server.uri(), name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try (MongoClient closing = client()) {
            closing.getDatabase(database().getName()).drop();
        }
    }

    /** Returns a connection string that names the fresh database, as {@code spring.mongodb.uri} takes it. */
    public String uri() {
        return started(uri);
    }

    public MongoClient client() {
        return started(client);
    }

    public MongoDatabase database() {
        return started(database);
    }

    /** Deletes everything that earlier tests left, indexes too. */
    public void clean() {
        database().drop();
    }

    private static <T> T started(@Nullable T value) {
        return Objects.requireNonNull(value, "register the fixture as a static @RegisterExtension field");
    }

    private static String databaseName(Class<?> test) {
        String name = test.getSimpleName();
        return name.substring(0, Math.min(name.length(), NAME_LIMIT)) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String withDatabase(String uri, String database) {
        int options = uri.indexOf('?');
        String hosts = options < 0 ? uri : uri.substring(0, options);
        String rest = options < 0 ? "" : uri.substring(options);
        String given = new ConnectionString(uri).getDatabase();
        if (given != null) {
            hosts = hosts.substring(0, hosts.length() - given.length());
        }
        return (hosts.endsWith("/") ? hosts : hosts + "/") + database + rest;
    }

    /** One per test run. */
    private record Server(String uri, Runnable end) implements AutoCloseable {
        static Server start() {
            Optional<String> real = setting("MUZON_TEST_MONGO_URI");
            Optional<String> image = setting("MUZON_TEST_MONGO_IMAGE");
            if (real.isPresent()) {
                return new Server(real.get(), () -> {});
            }
            return image.isPresent() ? inContainer(image.get()) : embedded();
        }

        private static Optional<String> setting(String name) {
            return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
        }

        private static Server inContainer(String image) {
            MongoDBContainer container = new MongoDBContainer(image).withReplicaSet();
            container.start();
            return new Server(container.getReplicaSetUrl(), container::stop);
        }

        private static Server embedded() {
            try {
                EmbeddedMongo embedded =
                        EmbeddedMongo.inMemory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                return new Server(embedded.uri(), embedded::close);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
