package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Collector;
import dev.muzon.e2e.suite.Collector.Step;
import dev.muzon.e2e.suite.Meters;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that operators see what happens: whole traces, and every meter that the pages and panels name. */
class ObservedE2E extends LoungeScenario {
    private static final Set<String> WAY_OF_A_PLAY = Set.of(
            "bot-gateway: update command",
            "extractor-service: job track.resolve",
            "voice-call-service: job player.enqueue",
            "voice-call-service: http post",
            "assistant-service: http post /v1/voice-chats/{chatId}/join",
            "voice-call-service: http get",
            "bot-gateway: job event.track-started");

    private static final Pattern NAME = Pattern.compile("\\b(?:muzon|process|system|jvm|http)_[a-z_]*[a-z]\\b(?!\\*)");

    private static final Pattern TEXT = Pattern.compile("\\.(md|json|yaml|tpl)$");

    /** Meters that one song does not bring about, with what does. */
    private static final Map<String, String> ON_AN_EVENT = Map.of();

    ObservedE2E(Telegram telegram) {
        super(telegram);
    }

    @Test
    void aPlayIsOneTraceThroughAllServices(Collector collector) {
        long asked = Instant.now().toEpochMilli() * 1_000_000;
        Song song = Music.song(Format.MP3);

        play(song.title());

        await("the whole trace")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trace(collector, asked))
                        .hasValueSatisfying(steps -> assertThat(steps)
                                .extracting(step -> step.service() + ": " + step.name())
                                .containsAll(WAY_OF_A_PLAY)));
        List<Step> steps = trace(collector, asked).orElseThrow();
        Set<String> known = steps.stream().map(Step::id).collect(Collectors.toSet());
        assertThat(steps)
                .filteredOn(step -> step.parent().isEmpty())
                .as("its beginning")
                .extracting(Step::name)
                .containsExactly("update command");
        assertThat(steps)
                .filteredOn(step -> !step.parent().isEmpty())
                .as("steps whose cause is known")
                .allSatisfy(step -> assertThat(known).contains(step.parent()));
        assertThat(collector.text())
                .doesNotContain(song.title(), "Alice", "Chiara", "Lounge")
                .doesNotContain("probe", "prometheus", "doorbell");
    }

    /** Returns the trace of a request for music that is younger than this. */
    private static Optional<List<Step>> trace(Collector collector, long asked) {
        return collector.traces().values().stream()
                .filter(steps -> steps.stream()
                        .anyMatch(step -> step.name().equals("job track.resolve") && step.began() > asked))
                .findFirst();
    }

    @Test
    void everyMeterThatOperatorsReadOfIsThere(RunningSuite suite) throws IOException, InterruptedException {
        Song song = Music.song(Format.FLAC);
        telegram.press(lounge, alice, play(song.title()), "⏸");
        say("/resume");
        listener.awaitTone(song.hertz());

        Meters meters = Meters.of(suite);

        Set<String> missing = new TreeSet<>();
        named().filter(name -> !meters.have(name)).forEach(missing::add);
        assertThat(missing).isSubsetOf(ON_AN_EVENT.keySet());
        assertThat(named()).as("no explanation without a meter").containsAll(ON_AN_EVENT.keySet());
    }

    /** Returns the meters that alerts, dashboards and pages name. */
    private static Stream<String> named() {
        return Stream.of("docs", "deploy/helm/muzon", "deploy/compose")
                .map(RunningSuite.root()::resolve)
                .flatMap(ObservedE2E::filesBelow)
                .flatMap(file -> NAME.matcher(text(file)).results().map((MatchResult found) -> found.group()))
                .distinct();
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> TEXT.matcher(file.toString()).find()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
