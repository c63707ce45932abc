package dev.muzon.assistant.transcription.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.assistant.sandbox.PocketsphinxServer;
import dev.muzon.assistant.transcription.Recording;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.runtime.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test with a real recogniser and a speaking machine, where Debian's packages of them are installed. */
class RealRecogniserTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"one two three four five", "wednesday three saturday five", "monday five friday three"})
    void numbersAndWeekdaysThatAMachineSpeaksAreFound(String words) throws Exception {
        assumeTrue(
                PocketsphinxServer.installed("pocketsphinx_continuous") && PocketsphinxServer.installed("espeak-ng"),
                "Skipped: install pocketsphinx, pocketsphinx-en-us and espeak-ng");
        Path spoken = folder.resolve("spoken.wav");
        new ProcessBuilder("espeak-ng", "-v", "en-us", "-s", "130", "-w", spoken.toString(), words)
                .inheritIO()
                .start()
                .waitFor();

        try (var server = PocketsphinxServer.start(folder);
                var recording = Recording.open(Ffmpeg.locate(), spoken, Duration.ofMinutes(1))) {
            Speech speech = recording.next().orElseThrow();
            var recogniser = new HttpTranscriber(
                    new HttpTranscriberSettings(server.url(), new Secret(""), "en-us", Duration.ofMinutes(2)));

            Transcript heard = recogniser.transcribe(speech, SpokenLanguage.AUTO);

            assertThat(heard.text()).contains(words);
            assertThat(heard.language()).isEqualTo(new SpokenLanguage("en"));
        }
    }
}
