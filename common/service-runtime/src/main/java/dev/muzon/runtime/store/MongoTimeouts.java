package dev.muzon.runtime.health;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/**
 * The driver waits 30 s for a server by default: longer than any probe, request or person. A service with MongoDB away
 * must say so at once. What the operator's URI names explicitly wins.
 */
final class MongoPatience implements MongoClientSettingsBuilderCustomizer {
    private static final int SERVER_SELECTION_MILLIS = 500;
    private static final int CONNECT_MILLIS = 300;

    private final ConnectionString uri;

    MongoPatience(ConnectionString uri) {
        this.uri = uri;
    }

    @Override
    public void customize(MongoClientSettings.Builder settings) {
        if (uri.getServerSelectionTimeout() == null) {
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_MILLIS, TimeUnit.MILLISECONDS));
        }
        if (uri.getConnectTimeout() == null) {
            settings.applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS));
        }
    }
}
