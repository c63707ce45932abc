package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.YouTube;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.youtube.FakeYouTube;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The time from a page to its sound while the first two sources take the connection and never answer. */
final class SilentSources implements Measurement {
    private static final int TIMES = 10;
    private static final int WARM_UP = 2;
    private static final double TARGET_MILLIS = 6000;
    private static final Duration SONG = Duration.ofMinutes(4);
    private static final List<String> SILENT = List.of("invidious.example", "piped.example");
    private static final int PORT = 8999;
    private static final Path FOLDER = RunningSuite.root().resolve("deploy/e2e/target/bench-silent");

    @Override
    public Map<String, String> settings() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(YouTube.in(FOLDER).settings());
        settings.put("MUZON_INVIDIOUS_URL", "http://" + SILENT.getFirst() + ":" + PORT);
        settings.put("MUZON_PIPED_URL", "http://" + SILENT.getLast() + ":" + PORT);
        settings.put("MUZON_SOURCES_ORDER", "invidious,piped,web");
        return settings;
    }

    @Override
    public void addTo(Path library) throws IOException, InterruptedException {
        new TestTones(Ffmpeg.locate(), FOLDER).tone("video", Format.WEBM, 440, SONG);
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        RunningSuite suite = measured.suite();
        var extractor = new Extractor(suite);
        byte[] sound = Files.readAllBytes(FOLDER.resolve("video.webm"));
        var answers = new Samples();
        var sounds = new Samples();
        try (FakeYouTube youTube = YouTube.in(FOLDER).open(suite, SILENT);
                ServerSocket _ = new ServerSocket(PORT, 200, InetAddress.ofLiteral(suite.hostAddress()))) {
            for (int i = 0; i < WARM_UP + TIMES; i++) {
                String id = "quiet%06d".formatted(i);
                youTube.video(id, "Page " + i, (int) SONG.toSeconds()).song(id, sound);
                Extractor.Answer answer =
                        extractor.find(Map.of("by", "link", "url", "https://www.youtube.com/watch?v=" + id), 100L + i);
                if (answer.track().isEmpty()) {
                    throw new AssertionError("the third source did not answer: " + answer.text());
                }
                double play = extractor.play(answer.track(), "PT0S");
                if (i >= WARM_UP) {
                    answers.add(answer.millis());
                    sounds.add(answer.millis() + play);
                }
            }
        }
        return List.of(
                Result.median("answer after two silent sources", "ms", answers, null, "invidious, piped, then yt-dlp"),
                Result.p99(
                        "sound after two silent sources",
                        "ms",
                        sounds,
                        TARGET_MILLIS,
                        "the first ones, before a breaker opens, wait longest"));
    }
}
