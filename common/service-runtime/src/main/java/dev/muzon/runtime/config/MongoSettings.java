package dev.muzon.runtime.config;

import com.mongodb.ConnectionString;
import jakarta.validation.constraints.NotBlank;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Boot's own {@code spring.mongodb}, read a second time so that a mistyped URI stands in the same message as all else.
 *
 * @param uri queue, leases, players. It must name a database. The default is the embedded server's. On loopback, server
 * selection times out after 500 ms and a connection after 300 ms. Elsewhere an operation has 15 s, the time of an
 * election. What the URI says wins, except for write concern and read preference: majority and primary, always
 */
@ConfigurationProperties("spring.mongodb")
record MongoSettings(
        @NotBlank @Example("mongodb://mongo-0,mongo-1/muzon?replicaSet=rs0")
        String uri) implements ConfigurationCheck {
    @Override
    public Stream<ConfigurationProblem> problems() {
        try {
            return new ConnectionString(uri).getDatabase() == null
                    ? problem("must name a database, as in mongodb://host/muzon")
                    : Stream.empty();
        } catch (IllegalArgumentException _) {
            // The driver's message may quote the password.
            return problem("is not a valid MongoDB connection string");
        }
    }

    private static Stream<ConfigurationProblem> problem(String text) {
        return Stream.of(new ConfigurationProblem("spring.mongodb.uri", text));
    }
}
