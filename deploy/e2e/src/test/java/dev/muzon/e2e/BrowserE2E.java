package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.e2e.suite.BrowserScript;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of a person at the chat page, who hears in a real browser what they asked for. */
@EnabledIf(
        value = "dev.muzon.e2e.suite.BrowserScript#possible",
        disabledReason =
                "SKIPPED: no browser; apt-get install chromium fonts-noto-color-emoji, or name one with CHROMIUM")
@ExtendWith({Network.class, SharedSuite.class})
class BrowserE2E {
    @Test
    void aPersonPlaysListensSkipsSwitchesToRussianAndKillsAService(RunningSuite suite)
            throws IOException, InterruptedException {
        run("chat.mjs", suite, asked(Music.song(Format.MP3)), asked(Music.song(Format.OPUS)));
    }

    @Test
    void thePagesServeEverybodyAtADeskAndOnAPhone(RunningSuite suite) throws IOException, InterruptedException {
        Path login = RunningSuite.root().resolve("assistant-service/src/main/resources/static");

        run("page.mjs", suite, login.toString());
    }

    private static void run(String script, RunningSuite suite, String... arguments)
            throws IOException, InterruptedException {
        Path pictures = Files.createDirectories(RunningSuite.root().resolve("deploy/e2e/target/pictures"));
        BrowserScript browser = BrowserScript.install(RunningSuite.root().resolve("deploy/e2e/browser"), script);
        Stream<String> both = Stream.of(suite.page().toString(), pictures.toString());

        BrowserScript.Outcome outcome =
                browser.run(Stream.concat(both, Stream.of(arguments)).toArray(String[]::new));

        assertThat(outcome.exitCode())
                .as("%s%nwith pictures in %s%s", outcome.output(), pictures, suite.logTails())
                .isZero();
        try (Stream<Path> taken = Files.list(pictures)) {
            assertThat(taken).isNotEmpty();
        }
    }

    private static String asked(Song song) {
        return song.title() + "=" + song.hertz();
    }
}
