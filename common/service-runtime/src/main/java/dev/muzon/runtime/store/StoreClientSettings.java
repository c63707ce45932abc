package dev.muzon.runtime.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/**
 * MongoDB as every part of a service sees it. Writes are acknowledged by the majority and reads come from the primary,
 * whatever the URI says: leases and queues are wrong without. Timeouts that the URI names win.
 */
final class MongoTimeouts implements MongoClientSettingsBuilderCustomizer {
    private static final int SERVER_SELECTION_MILLIS = 500;
    private static final int CONNECT_MILLIS = 300;

    private final ConnectionString uri;

    MongoTimeouts(ConnectionString uri) {
        this.uri = uri;
    }

    @Override
    public void customize(MongoClientSettings.Builder settings) {
        settings.writeConcern(WriteConcern.MAJORITY).readPreference(ReadPreference.primary());
        if (uri.getServerSelectionTimeout() == null) {
            settings.applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_MILLIS, TimeUnit.MILLISECONDS));
        }
        if (uri.getConnectTimeout() == null) {
            settings.applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS));
        }
    }
}
