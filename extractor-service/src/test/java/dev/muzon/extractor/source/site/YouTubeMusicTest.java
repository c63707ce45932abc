package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the search of YouTube Music. */
class YouTubeMusicTest extends SiteContract {
    private static final String PAGE = "https://www.youtube.com/watch?v=nocturne-01";

    @Override
    SiteSource open() throws Exception {
        HttpLink song = HttpLink.parse(services.origin("t4.bcbits.com") + "/stream/201/mp3-128/201");
        return new SiteSource(
                new YouTubeMusic(pages, new MonotonicClock(TestClock.create())),
                new SiteSound.Page(new Reader(PAGE, door, song)));
    }

    @Override
    String cover() {
        return "https://lh3.googleusercontent.com/abc=w544-h544-l90-rj";
    }

    @Override
    String searchPath() {
        return "/youtubei/v1/search";
    }

    @Override
    String artist() {
        return "Ensemble & Soloist";
    }

    @Override
    boolean guesses() {
        return false;
    }

    @Test
    void aSongIsNamedWithItsLengthAndItsPageOnYouTube() throws Exception {
        assertThat(source().list("nocturne", 5)).singleElement().satisfies(song -> {
            assertThat(song.media().duration())
                    .isEqualTo(Duration.ofHours(1).plusMinutes(2).plusSeconds(3));
            assertThat(song.link()).isEqualTo(PAGE);
        });
    }

    @Test
    void onlySongsAreAskedForWithoutAnAccount() throws Exception {
        var asked = new AtomicReference<JsonNode>();
        services.serve(searchPath(), exchange -> {
            asked.set(JsonMapper.shared()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TestWeb.answer(exchange, 200, "{\"contents\":{}}");
        });
        source().list("nocturne", 5);

        JsonNode question = asked.get();
        assertThat(question.path("query").asString()).isEqualTo("nocturne");
        assertThat(question.path("params").asString()).isEqualTo("EgWKAQIIAWoKEAoQAxAEEAkQBQ==");
        JsonNode client = question.path("context").path("client");
        assertThat(client.path("clientName").asString()).isEqualTo("WEB_REMIX");
        assertThat(client.path("clientVersion").asString()).matches("1\\.20\\d{6}\\.01\\.00");
    }
}
