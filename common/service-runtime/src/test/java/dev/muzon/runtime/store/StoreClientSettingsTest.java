package dev.muzon.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MongoTimeoutsTest {
    @Test
    void isShortUnlessTheOperatorSaysOtherwise() {
        var settings = settings("mongodb://host/muzon");

        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(500);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void whatTheUriNamesWins() {
        var settings = settings("mongodb://host/muzon?serverSelectionTimeoutMS=4000&connectTimeoutMS=2000");

        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(4000);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(2000);
    }

    @Test
    void writesToTheMajorityAndReadsFromThePrimaryWhateverTheUriNames() {
        var settings = settings("mongodb://host/muzon?readPreference=secondaryPreferred&w=1");

        assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
    }

    private static MongoClientSettings settings(String text) {
        var uri = new ConnectionString(text);
        var builder = MongoClientSettings.builder().applyConnectionString(uri);
        new MongoTimeouts(uri).customize(builder);
        return builder.build();
    }
}
