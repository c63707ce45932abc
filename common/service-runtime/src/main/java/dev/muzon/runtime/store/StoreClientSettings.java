package dev.muzon.runtime.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/**
 * Client settings that every use of MongoDB shares. Writes are acknowledged by the majority and reads come from the
 * primary, even when the URI says otherwise: leases and queues are wrong without. Timeouts that the URI names win.
 */
final class StoreClientSettings implements MongoClientSettingsBuilderCustomizer {
    /** A server on this machine answers at once or not at all, so waiting longer is pointless. */
    private static final Duration LOOPBACK_SELECTION = Duration.ofMillis(500);

    private static final Duration LOOPBACK_CONNECT = Duration.ofMillis(300);

    /**
     * A server that hangs keeps its connections open. Longer than the 10 s for which people wait for a server that is
     * busy but answers others.
     */
    private static final Duration LOOPBACK_ANSWER = Duration.ofSeconds(12);

    /** Longer than the election of a new primary, so that the driver's retry finds it. */
    private static final Duration OPERATION = Duration.ofSeconds(15);

    private final ConnectionString uri;

    StoreClientSettings(ConnectionString uri) {
        this.uri = uri;
    }

    @Override
    public void customize(MongoClientSettings.Builder settings) {
        settings.writeConcern(WriteConcern.MAJORITY).readPreference(ReadPreference.primary());
        if (StoreAddress.isLoopback(uri)) {
            giveUpAtOnce(settings);
        } else if (uri.getTimeout() == null) {
            settings.timeout(OPERATION.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void giveUpAtOnce(MongoClientSettings.Builder settings) {
        if (uri.getServerSelectionTimeout() == null) {
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(LOOPBACK_SELECTION.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (uri.getConnectTimeout() == null) {
            settings.applyToSocketSettings(
                    socket -> socket.connectTimeout(LOOPBACK_CONNECT.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (uri.getSocketTimeout() == null && uri.getTimeout() == null) {
            settings.applyToSocketSettings(
                    socket -> socket.readTimeout(LOOPBACK_ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
