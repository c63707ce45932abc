package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.rest.SourceView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of Jamendo's search. */
class JamendoTest extends SiteContract {
    @Override
    SiteSource open() throws Exception {
        var site = new Jamendo(pages, "0a1b2c3d");
        return new SiteSource(site, new SiteSound.File(door, new Ffprobe(FFMPEG), site::sound));
    }

    @Override
    String cover() {
        return "https://usercontent.jamendo.com?type=album&id=32&width=300&trackid=301";
    }

    @Override
    String searchPath() {
        return "/v3.0/tracks/";
    }

    @Test
    void itPromisesNoPagesWhereOnlyItIsSearched() {
        assertThat(source().view().kinds()).containsExactly(SourceView.Kind.WORDS);
    }

    @Test
    void theOperatorsClientIsNamed() throws Exception {
        source().list("nocturne", 5);
        assertThat(services.asked().getLast()).contains("client_id=0a1b2c3d", "search=nocturne", "limit=5");
    }

    @ParameterizedTest
    @CsvSource({"5, web.no-key", "6, source.unavailable", "11, web.changed"})
    void aFailureThatItTellsWithHttp200IsOne(int code, String failure) {
        services.text(
                searchPath(),
                "application/json",
                "{\"headers\":{\"status\":\"failed\",\"code\":" + code + ",\"error_message\":\"no\"},\"results\":[]}");
        assertThat(failure("nocturne").value()).isEqualTo(failure);
    }
}
