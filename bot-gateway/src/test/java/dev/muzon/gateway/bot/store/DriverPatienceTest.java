package dev.muzon.gateway.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import dev.muzon.gateway.support.GatewayTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

class DriverPatienceTest extends GatewayTest {
    @Autowired
    private List<MongoClientSettingsBuilderCustomizer> customizers;

    // A busy server on this machine was cut off after 5 s, although people wait 10 s for it.
    @Test
    void theDriverGaveABusyServerUpBeforePeopleDid() {
        var driver = MongoClientSettings.builder();
        customizers.forEach(it -> it.customize(driver));
        assertThat(driver.build().getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS))
                .isGreaterThan((int) StorePatience.LONGEST_WAIT.toMillis());
    }
}
