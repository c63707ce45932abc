package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Fixtures;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.SpoiledUpdates;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ten thousand updates that Telegram never sent. The seed is fixed, and named when something breaks. */
class UpdateFuzzTest {
    private static final int UPDATES = 10_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private final SpoiledUpdates updates = new SpoiledUpdates();

    @Test
    @Timeout(300)
    void noUpdateIsTooOddToBeRead() {
        int commands = 0;
        for (int i = 0; i < UPDATES; i++) {
            ObjectNode update = updates.next();
            String description = "seed " + SpoiledUpdates.SEED + ", update " + i;
            Optional<Incoming> incoming;
            try {
                incoming = Fixtures.read(update);
                incoming.ifPresent(UpdateFuzzTest::store);
                if (incoming.orElse(null) instanceof Incoming.Command command) {
                    commands++;
                    assertBounded(command);
                    QueryReader.read(command);
                }
            } catch (Throwable e) {
                throw new AssertionError(description + ": " + update, e);
            }
        }
        assertThat(commands).as("commands that got through").isGreaterThan(UPDATES / 20);
    }

    private static void store(Incoming incoming) {
        String stored = JSON.writerFor(Incoming.class).writeValueAsString(incoming);
        assertThat(JSON.readValue(stored, Incoming.class)).isEqualTo(incoming);
    }

    private static void assertBounded(Incoming.Command command) {
        assertThat(command.argument()).hasSizeLessThanOrEqualTo(4_096);
        assertThat(command.name()).hasSizeBetween(1, 32);
        assertThat(command.sender().name().codePoints().count()).isBetween(1L, 128L);
        assertThat(command.material().links())
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(link -> assertThat(link).hasSizeLessThanOrEqualTo(2_000));
    }
}
