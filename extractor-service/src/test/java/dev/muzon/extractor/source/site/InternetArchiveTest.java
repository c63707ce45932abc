package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the search of the Internet Archive. */
class InternetArchiveTest extends SiteContract {
    @Override
    SiteSource open() throws Exception {
        var site = new InternetArchive(pages);
        return new SiteSource(site, new SiteSound.File(door, new Ffprobe(FFMPEG), site::sound));
    }

    @Override
    String cover() {
        return "https://archive.org/services/img/night_pieces";
    }

    @Override
    String searchPath() {
        return "/advancedsearch.php";
    }

    @Test
    void theFileThatTheWordsNameIsTakenOfAnItem() throws Exception {
        FoundTrack waltz = source().list("slow waltz", 5).getFirst();
        assertThat(waltz.title()).isEqualTo("Slow Waltz");
        assertThat(waltz.key()).isEqualTo("night_pieces/slow waltz.mp3");
        assertThat(source().find(waltz).media().duration()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(100));
    }

    @Test
    void itemsThatCannotBeReadAreTheReasonWhenThereAreNoOthers() {
        services.status("/metadata/night_pieces", 404, Map.of());
        assertThat(failure("nocturne")).isEqualTo(FailureCode.WEB_REMOVED);
    }

    @Test
    void itsOwnSignsInWordsAreLeftOut() throws Exception {
        source().list("(nocturne) OR -title:[a TO b]", 5);
        assertThat(services.asked().getFirst()).contains("q=%28nocturne+or+title+a+to+b%29+AND+mediatype%3Aaudio");
        assertThat(source().list("!?(", 5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"225.3, PT3M45.3S", "3:45, PT3M45S", "1:03:45, PT1H3M45S", "0.00,", "soon,", "'',"})
    void lengthsAreReadAsSecondsAndAsAClockShowsThem(String told, @Nullable Duration length) {
        var file = JsonMapper.shared().createObjectNode().put("length", told);
        assertThat(InternetArchive.length(file)).isEqualTo(length);
    }
}
