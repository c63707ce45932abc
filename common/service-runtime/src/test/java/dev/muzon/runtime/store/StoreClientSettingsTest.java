package dev.muzon.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreClientSettingsTest {
    @Test
    void aServerOnThisMachineIsGivenUpAtOnce() {
        var settings = settings("mongodb://127.0.0.1:27117/muzon");

        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(500);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void aServerOnThisMachineThatHangsIsNotWaitedForForever() {
        assertThat(settings("mongodb://127.0.0.1:27117/muzon")
                        .getSocketSettings()
                        .getReadTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(12_000);
    }

    @Test
    void aServerElsewhereIsGivenTheTimeOfAnElection() {
        var settings = settings("mongodb://127.0.0.1,mongo-1/muzon?replicaSet=rs0");

        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.SECONDS))
                .isEqualTo(30);
        assertThat(settings.getTimeout(TimeUnit.SECONDS)).isEqualTo(15);
    }

    @Test
    void anOperationTimeoutInTheUriWins() {
        assertThat(settings("mongodb://mongo-0/muzon?timeoutMS=4000").getTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:27017", "127.0.0.1", "127.1.2.3:1", "[::1]", "[::1]:27017"})
    void loopbackAddressesAreOnThisMachine(String host) {
        assertThat(StoreAddress.isLoopback(new ConnectionString("mongodb://" + host + "/muzon")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongo", "localhost.example", "127.0.0.1.example:1", "10.0.0.1", "localhost,mongo"})
    void otherAddressesMayBeElsewhere(String hosts) {
        assertThat(StoreAddress.isLoopback(new ConnectionString("mongodb://" + hosts + "/muzon")))
                .isFalse();
    }

    @Test
    void timeoutsInTheUriWin() {
        var settings = settings("mongodb://localhost/muzon?serverSelectionTimeoutMS=4000&connectTimeoutMS=2000");

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
        new StoreClientSettings(uri).customize(builder);
        return builder.build();
    }
}
