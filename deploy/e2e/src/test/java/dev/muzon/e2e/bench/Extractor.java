package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The extractor-service of the suite under measurement, asked as its neighbours ask it. */
final class Extractor {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADDRESS = "http://127.0.0.1:8084";

    private final RunningSuite suite;
    private final String token;

    Extractor(RunningSuite suite) throws IOException {
        this.suite = suite;
        this.token = Files.readString(suite.state().resolve("internal-token")).strip();
    }

    /**
     * An answer.
     *
     * @param millis until its first byte
     * @param text of the answer
     */
    record Answer(double millis, String text) {
        /** Returns the id of the track that was found. */
        String track() {
            return JSON.readTree(text).path("id").asString("");
        }
    }

    Answer find(Map<String, String> query) throws IOException, InterruptedException {
        return find(query, 7);
    }

    /** Finds a song. */
    Answer find(Map<String, String> query, long person) throws IOException, InterruptedException {
        String wish = JSON.writeValueAsString(Map.of("chat", -person, "person", person, "query", query));
        return ask("/v1/songs", "-X", "POST", "-H", "Content-Type: application/json", "-d", wish);
    }

    /** Begins to play a track, and hangs up at its first bytes: Matroska with sound in it. */
    double play(String track, String from) throws IOException, InterruptedException {
        String said = suite.inside(
                "sh",
                "-c",
                "curl -s -m 20 -H 'Authorization: Bearer " + token + "' -w '%{stderr}%{time_starttransfer}' " + ADDRESS
                        + "/v1/media/" + track + "?from=" + from + " | head -c 0");
        return Double.parseDouble(said.strip()) * 1000;
    }

    /**
     * The pages that yt-dlp has read so far as the client without JavaScript.
     *
     * @param seconds that it took for all of them
     */
    record PagesRead(double count, double seconds) {
        /** Returns how long one of the pages since then took. */
        double millisSince(PagesRead before) {
            return 1000 * (seconds - before.seconds) / (count - before.count);
        }
    }

    PagesRead pagesRead() throws IOException, InterruptedException {
        String metrics = suite.inside("curl", "-s", ADDRESS + "/actuator/prometheus");
        return new PagesRead(
                plain(metrics, "muzon_ytdlp_answers_seconds_count"), plain(metrics, "muzon_ytdlp_answers_seconds_sum"));
    }

    private static double plain(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("clients=\"plain\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Answer ask(String path, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-H", "Authorization: Bearer " + token));
        command.addAll(List.of(options));
        command.addAll(List.of("-w", "\n%{time_starttransfer}", ADDRESS + path));
        String said = suite.inside(command.toArray(String[]::new));
        int end = said.lastIndexOf('\n');
        return new Answer(Double.parseDouble(said.substring(end + 1)) * 1000, said.substring(0, Math.max(0, end)));
    }
}
