package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesWithoutEffectTest {
    // Only ./muzon told it: in a container nobody did.
    @Test
    void misspelledVariablesAreNamedOnceWithTheNameThatTheyResembleAndWithoutTheirValues() {
        var environment = Map.of(
                "MUZON_INTERNAL_TOKEN",
                SampleServiceTest.TOKEN,
                "MUZON_SONG_ENABLE",
                "do-not-print",
                "MUZON_LOGFORMAT",
                "json",
                "MUZON_NOBODYS_GUESS",
                "1",
                "MONGO_DB_URL",
                "mongodb://do-not-print/x",
                "MUZON_VOICE_HEAP",
                "400m",
                "OTHER_PROGRAM",
                "1",
                "MUZON_TDLIB_KEI",
                "");

        try (var service = ServiceProcess.start(environment, "--server.port=0")) {
            service.awaitLine("no service knows");
            service.terminate();
            service.awaitExit();
            assertThat(service.output())
                    .containsOnlyOnce(
                            "Variables that no service knows ignored: MONGO_DB_URL (did you mean MONGO_DB_URI?),"
                                    + " MUZON_LOGFORMAT (did you mean MUZON_LOG_FORMAT?), MUZON_NOBODYS_GUESS,"
                                    + " MUZON_SONG_ENABLE (did you mean MUZON_SONG_ENABLED?)."
                                    + " docs/configuration.md lists all names\n")
                    .doesNotContain("do-not-print", "OTHER_PROGRAM", "MUZON_VOICE_HEAP", "MUZON_TDLIB_KEI");
        }
    }

    @Test
    void variablesWithoutEffectAreNamedOnceWithTheNameToSetAndWithoutTheirValues() {
        var environment = Map.of(
                "MUZON_INTERNAL_TOKEN",
                SampleServiceTest.TOKEN,
                "SPOTIFY_CLIENT_ID",
                "4711",
                "SPOTIFY_CLIENT_SECRET",
                "do-not-print",
                "AUTO_LEAVING_ASSISTANT",
                "yes",
                "COOKIES_URL",
                "");

        try (var service = ServiceProcess.start(environment, "--server.port=0")) {
            service.awaitLine("ignored");
            service.terminate();
            service.awaitExit();
            assertThat(service.output())
                    .containsOnlyOnce(
                            "ignored: AUTO_LEAVING_ASSISTANT, SPOTIFY_CLIENT_ID (set MUZON_METADATA_SPOTIFY_ID),"
                                    + " SPOTIFY_CLIENT_SECRET (set MUZON_METADATA_SPOTIFY_SECRET)\n")
                    .doesNotContain("4711", "do-not-print", "COOKIES_URL");
        }
    }
}
