package dev.muzon.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MongoPatienceTest {
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

    private static MongoClientSettings settings(String text) {
        var uri = new ConnectionString(text);
        var builder = MongoClientSettings.builder().applyConnectionString(uri);
        new MongoPatience(uri).customize(builder);
        return builder.build();
    }
}
