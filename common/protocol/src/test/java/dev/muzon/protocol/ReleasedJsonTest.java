package dev.muzon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.JobPayload;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reading of what released versions wrote. Their files in {@code golden/<version>} are never changed: such documents wait
 * in people's queues during an upgrade. A release adds a copy of the files of its time.
 */
class ReleasedJsonTest {
    private static final List<String> VERSIONS = List.of("0.1.0");

    /** Set up as for stored documents: missing fields have a default. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Stream<Arguments> released() {
        return VERSIONS.stream()
                .flatMap(version -> GoldenJsonTest.golden()
                        .map(golden -> Arguments.of(version + "/" + golden.get()[0], golden.get()[1])))
                .filter(golden -> existed((String) golden.get()[0]));
    }

    /** Returns whether the version had this JSON already. */
    private static boolean existed(String file) {
        return ReleasedJsonTest.class.getResource("/golden/" + file + ".json") != null;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("released")
    void jsonOfEveryReleasedVersionIsRead(String file, Class<?> type) throws IOException {
        for (JsonNode line : GoldenJsonTest.read(file)) {
            Object read = JSON.treeToValue(line, type);

            assertThat(read).as(line.toString()).isNotNull();
            if (read instanceof JobPayload job) {
                assertThat(job.type().name()).isEqualTo(line.get("type").asString());
            }
        }
    }
}
