package dev.muzon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.protocol.track.TrackQuery.Text;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests of the current JSON. The files in {@code golden} change only when the protocol does, on purpose.
 * {@link ReleasedJsonTest} covers what released versions wrote.
 */
class GoldenJsonTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Returns file name, type of the elements, and elements. */
    static Stream<Arguments> golden() {
        Stream<Arguments> lists = Stream.of(
                Arguments.of("failures", Failure.class, Samples.failures()),
                Arguments.of("jobs", Job.class, Samples.jobs()),
                Arguments.of("queries", TrackQuery.class, Samples.queries()),
                Arguments.of("commands", PlayerCommand.class, Samples.commands()));
        Stream<Arguments> bodies = new TreeMap<>(Samples.bodies())
                .entrySet().stream()
                        .map(body -> Arguments.of(body.getKey(), body.getValue().getClass(), List.of(body.getValue())));
        return Stream.concat(lists, bodies);
    }

    /** Returns those whose file stands in {@code golden/0.1.0}, which never changes. */
    static Stream<Arguments> released() {
        return golden().filter(
                        one -> GoldenJsonTest.class.getResource("/golden/0.1.0/" + one.get()[0] + ".json") != null)
                .map(one -> Arguments.of(one.get()[0], one.get()[1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void everySampleIsWrittenAndReadAsItsGoldenFile(String name, Class<?> type, List<?> samples) throws IOException {
        JsonNode golden = read(name);
        assertThat(golden.size()).isEqualTo(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            JsonNode line = golden.get(i);
            assertThat(JSON.readTree(JSON.writeValueAsString(samples.get(i)))).isEqualTo(line);
            assertThat((Object) JSON.treeToValue(line, type)).isEqualTo(samples.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void fieldsThatANewerPeerAddsAreIgnored(String name, Class<?> type, List<?> samples) throws IOException {
        for (int i = 0; i < samples.size(); i++) {
            // In each object at every depth, but not among the arguments of a failure, where a name is data.
            String newer = read(name)
                    .get(i)
                    .toString()
                    .replaceAll("(?<!\"args\":)\\{(?=\")", "{\"fromTomorrow\":{\"a\":[1]},");

            assertThat((Object) JSON.readValue(newer, type)).isEqualTo(samples.get(i));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("released")
    void jsonOfVersion010IsRead(String name, Class<?> type) throws IOException {
        for (JsonNode line : read("0.1.0/" + name)) {
            assertThat((Object) JSON.treeToValue(line, type)).isNotNull();
        }
    }

    @Test
    void fieldsThatVersion010DidNotWriteHaveDefaults() throws IOException {
        PlayerView view = JSON.treeToValue(read("0.1.0/player-view").get(0), PlayerView.class);
        Job enqueue = JSON.treeToValue(read("0.1.0/jobs").get(1), Job.class);

        assertThat(view.revision()).isZero();
        assertThat(view.current()).extracting(QueueEntry::requestId).isNull();
        assertThat(enqueue)
                .isInstanceOfSatisfying(
                        EnqueueTracks.class, job -> assertThat(job.sequence()).isZero());
    }

    @Test
    void aRequestOfVersion010HasNoSequence() {
        String stored = """
                {"type":"track.resolve","requestId":"tg:1","chat":{"id":-42,"title":null,"username":null},\
                "requester":{"id":7,"name":"Alice"},"query":{"by":"text","text":"x"}}""";

        assertThat(JSON.readValue(stored, Job.class))
                .isEqualTo(new ResolveTracks("tg:1", ChatRef.of(-42), new Requester(7, "Alice"), new Text("x"), 0));
    }

    /** The event as version 0.1.0 reads it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Queued010(
            String requestId,
            ChatRef chat,
            List<QueueEntry> entries,
            int position,
            @Nullable Duration startsIn) {}

    @Test
    void theNewsOfALongListIsShortAndReadByVersion010AndFromIt() {
        QueueEntry entry = new QueueEntry(
                "e1", "tg:1", new Track("a1", "library", "Waltz", null, null, null), new Requester(7, "Alice"));
        List<QueueEntry> all = Collections.nCopies(5_000, entry);
        String stored = JSON.writeValueAsString(new Queued010("tg:1", ChatRef.of(-42), all, 3, null))
                .replaceFirst("\\{", "{\"type\":\"event.tracks-queued\",");

        Job read = JSON.readValue(stored, Job.class);
        String written = JSON.writeValueAsString(read);

        assertThat(read).isInstanceOfSatisfying(PlayerEvent.TracksQueued.class, it -> {
            assertThat(it.count()).isEqualTo(all.size());
            assertThat(it.entries()).containsExactlyElementsOf(all.subList(0, PlayerEvent.TracksQueued.NAMED));
        });
        assertThat(written).hasSizeLessThan(10_000);
        assertThat(JSON.readValue(written, Queued010.class))
                .isEqualTo(new Queued010(
                        "tg:1", ChatRef.of(-42), all.subList(0, PlayerEvent.TracksQueued.NAMED), 3, null));
    }

    @Test
    void everyProtocolTypeHasASample() {
        assertThat(kinds(Samples.failures())).containsAll(leaves(Failure.class));
        assertThat(kinds(Samples.jobs())).containsAll(leaves(Job.class));
        assertThat(kinds(Samples.queries())).containsAll(leaves(TrackQuery.class));
        assertThat(kinds(Samples.commands())).containsAll(leaves(PlayerCommand.class));
    }

    @Test
    void failureCodesKeepTheirNamesKindsAndStatuses() throws IOException {
        Map<String, Map<String, Object>> codes = new TreeMap<>();
        Arrays.stream(FailureCode.values())
                .forEach(code ->
                        codes.put(code.value(), Map.of("kind", code.kind().value(), "status", code.httpStatus())));

        assertThat(JSON.readTree(JSON.writeValueAsString(codes))).isEqualTo(read("failure-codes"));
    }

    @Test
    void failureCodesOfVersion010KeepTheirNamesAndStatuses() throws IOException {
        JsonNode released = read("0.1.0/failure-codes");

        assertThat(released.propertyNames()).isNotEmpty().allSatisfy(code -> {
            assertThat(FailureCode.of(code).value()).isEqualTo(code);
            assertThat(FailureCode.of(code).httpStatus())
                    .isEqualTo(released.get(code).intValue());
        });
    }

    @Test
    void aWayToAskThatOnlyANewerPeerKnowsIsTolerated() {
        assertThat(JSON.readValue("""
                {"name":"mind","kinds":["thoughts","words"],"songs":null}""", SourceView.class))
                .isEqualTo(new SourceView("mind", List.of(SourceView.Kind.OTHER, SourceView.Kind.WORDS), null));
    }

    @Test
    void aCodeFromTomorrowIsAnUnexpectedFailure() {
        assertThat(FailureCode.of("source.on-the-moon")).isEqualTo(FailureCode.INTERNAL);
    }

    static JsonNode read(String name) throws IOException {
        try (InputStream file = GoldenJsonTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
            return JSON.readTree(new String(bytes, UTF_8));
        }
    }

    private static List<Class<?>> kinds(List<?> samples) {
        return samples.stream().<Class<?>>map(Object::getClass).distinct().toList();
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.of(type))
                .toList();
    }
}
