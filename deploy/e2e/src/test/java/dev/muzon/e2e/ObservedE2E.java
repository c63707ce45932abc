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
import java.util.ArrayList;
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

    private static final Pattern NAME =
            Pattern.compile("\\b(?!muzon_sandbox)(?:muzon|process|system|jvm|http)_[a-z_]*[a-z]\\b(?!\\*)");

    private static final Pattern TEXT = Pattern.compile("\\.(md|json|yaml|tpl|java)$");

    /** Meters that one song does not bring about, with what does. */
    private static final Map<String, String> ON_AN_EVENT = Map.ofEntries(
            Map.entry("muzon_cache_bypasses_total", "a link whose reader overtakes its fetch"),
            Map.entry("muzon_cache_disk_failures_total", "a full or broken disk"),
            Map.entry("muzon_cache_fills_total", "a link, because songs of the library are not kept"),
            Map.entry("muzon_cache_removed_total", "a full cache"),
            Map.entry("muzon_cache_requests_total", "a link"),
            Map.entry("muzon_cache_shared_total", "a link, where sound is shared in a bucket"),
            Map.entry("muzon_cache_shares_total", "a link, where sound is shared in a bucket"),
            Map.entry("muzon_failures_total", "a failure"),
            Map.entry("muzon_notes_recogniser_memory_bytes", "voice notes that are on"),
            Map.entry("muzon_notes_seconds", "a voice note, where they are on"),
            Map.entry("muzon_notes_speech_seconds_total", "a voice note, where they are on"),
            Map.entry("muzon_notes_waiting", "voice notes that are on"),
            Map.entry("muzon_outbox_dropped_total", "a busy chat"),
            Map.entry("muzon_resolve_hedged_total", "a silent source"),
            Map.entry("muzon_search_seconds", "/search"),
            Map.entry("muzon_search_silent_total", "/search and a silent source"),
            Map.entry("muzon_song_files_total", "/song, where it is on"),
            Map.entry("muzon_ytdlp_age_days", "the start of yt-dlp"),
            Map.entry("muzon_ytdlp_alarms_total", "a page whose JavaScript is not solved"),
            Map.entry("muzon_ytdlp_answers_seconds", "a page"),
            Map.entry("muzon_ytdlp_info", "the start of yt-dlp"));

    private static final Pattern IN_SOURCE = Pattern.compile("\"(muzon\\.[a-z.]+)\"");

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

    @Test
    void aPressedButtonAndAnInlineSearchAreTracesThroughTheServiceThatAnswers(Collector collector) {
        long asked = Instant.now().toEpochMilli() * 1_000_000;
        Song song = Music.song(Format.FLAC);

        telegram.press(lounge, alice, play(song.title()), "⏸");
        telegram.post(
                "sandbox/inline-queries",
                Map.of("as", alice, "bot", telegram.bot(), "chatId", lounge, "text", song.title()));

        awaitTrace(collector, asked, "update buttonpress", "voice-call-service");
        awaitTrace(collector, asked, "update inlinequery", "extractor-service");
    }

    /** Waits for a trace that begins in the gateway and has a step of another service. */
    private static void awaitTrace(Collector collector, long asked, String beginning, String service) {
        await(beginning + " to " + service)
                .atMost(PATIENCE)
                .until(() -> collector.traces().values().stream()
                        .anyMatch(steps -> steps.stream()
                                        .anyMatch(step -> step.parent().isEmpty()
                                                && step.name().equals(beginning)
                                                && step.began() > asked)
                                && steps.stream()
                                        .anyMatch(step -> step.service().equals(service))));
    }

    @Test
    void theWayFromAMessageToItsFirstSoundIsMeasuredOnce(RunningSuite suite) throws IOException, InterruptedException {
        double requests = Meters.sum(suite, "muzon_voice_first_sound_seconds_count");
        double ways = Meters.sum(suite, "muzon_voice_first_sound_seconds_sum");
        double lastParts = Meters.sum(suite, "muzon_voice_first_frame_seconds_sum");
        Song song = Music.song(Format.MP3);

        play(song.title());
        listener.awaitTone(song.hertz());

        assertThat(Meters.sum(suite, "muzon_voice_first_sound_seconds_count")).isEqualTo(requests + 1);
        assertThat(Meters.sum(suite, "muzon_voice_first_sound_seconds_sum") - ways)
                .as("the whole way, of which the first frame is the last part")
                .isGreaterThan(Meters.sum(suite, "muzon_voice_first_frame_seconds_sum") - lastParts)
                .isLessThan((double) PATIENCE.toSeconds());
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
        assertThat(named()).as("meters that somebody reads of").containsAll(ON_AN_EVENT.keySet());
        assertThat(Meters.pages(suite).toString())
                .as("buckets that the service levels are counted by")
                .containsPattern("muzon_voice_first_sound_seconds_bucket\\{[^}]*le=\"5\\.0\"")
                .containsPattern("muzon_command_reply_seconds_bucket\\{[^}]*le=\"3\\.0\"");
        List<String> made = texts("bot-gateway", "assistant-service", "extractor-service", "common/service-runtime")
                .flatMap(text -> IN_SOURCE.matcher(text).results())
                .map(name -> name.group(1).replace('.', '_'))
                .toList();
        assertThat(ON_AN_EVENT.keySet())
                .allSatisfy(name ->
                        assertThat(made).anyMatch(start -> name.matches(start + "(_seconds|_days|_bytes)?(_total)?")));
    }

    /** Returns the meters that alerts, dashboards and pages name. */
    private static Stream<String> named() {
        return texts("docs", "deploy/helm/muzon", "deploy/compose")
                .flatMap(text -> NAME.matcher(text).results())
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_seconds_(sum|count|bucket)$", "_seconds"))
                .distinct();
    }

    /** Returns the texts of all pages, rules, panels and sources below folders of the project. */
    private static Stream<String> texts(String... folders) {
        return Stream.of(folders).map(RunningSuite.root()::resolve).flatMap(ObservedE2E::texts);
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            var texts = new ArrayList<String>();
            for (Path file :
                    files.filter(file -> TEXT.matcher(file.toString()).find()).toList()) {
                texts.add(Files.readString(file));
            }
            return texts.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
