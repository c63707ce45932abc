package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of SoundCloud's search. */
class SoundCloudTest extends SiteContract {
    private static final String SCRIPT = "/assets/51-5678abcd.js";

    @Override
    SiteSource open() throws Exception {
        HttpLink song = HttpLink.parse(services.origin("cf-media.sndcdn.com") + "/nocturne.128.mp3");
        return new SiteSource(
                new SoundCloud(pages),
                new SiteSound.Page(new Reader("https://soundcloud.com/ensemble/nocturne", door, song)));
    }

    @Override
    String cover() {
        return "https://i1.sndcdn.com/artworks-000101-abcdef-t500x500.jpg";
    }

    @Override
    String searchPath() {
        return "/search/tracks";
    }

    @Override
    String artist() {
        return "The Ensemble";
    }

    @Test
    void theNumberOfTheRecordingComesWithASong() throws Exception {
        assertThat(source().list("nocturne", 5))
                .singleElement()
                .satisfies(song -> assertThat(song.media().tag(FoundTrack.ISRC)).isEqualTo("QZES62000001"));
    }

    private long timesAsked(String path) {
        return services.asked().stream()
                .filter(request -> request.contains(path))
                .count();
    }

    @Test
    void theClientIsLookedForOnceAndAgainWhenItIsRefused() throws Exception {
        source().list("nocturne", 5);
        source().list("nocturne two", 5);
        assertThat(timesAsked(SCRIPT)).isEqualTo(1);
        assertThat(services.asked().getLast()).contains("client_id=0123456789abcdefghijklmnopqrstuv", "limit=5");

        String golden = services.golden("soundcloud-search.json");
        services.text(SCRIPT, "text/javascript", "client_id:\"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345\"")
                .serve(searchPath(), exchange -> {
                    if (exchange.getRequestURI().getQuery().contains("ABCDEF")) {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        TestWeb.answer(exchange, 200, golden);
                    } else {
                        TestWeb.answer(exchange, 401, "no");
                    }
                });
        assertThat(source().list("nocturne", 5)).hasSize(1);
        assertThat(timesAsked(SCRIPT)).isEqualTo(2);
    }

    @Test
    void theFirstSearchAfterAStartCameLateBecauseTheClientWasLookedForFirst() throws Exception {
        var site = new SoundCloud(pages);
        site.warmUp();
        int asked = services.asked().size();
        assertThat(site.search("nocturne", 5)).hasSize(1);
        assertThat(services.asked()).hasSize(asked + 1);
    }

    @Test
    void aWarmUpWithoutAnAnswerLeavesTheClientToTheFirstSearch() throws Exception {
        services.status("/", 404, Map.of());
        var site = new SoundCloud(pages);
        site.warmUp();
        services.golden("/", "soundcloud-home.html");
        assertThat(site.search("nocturne", 5)).hasSize(1);
    }

    @Test
    void aHomePageWithoutAClientIsAChangedSite() {
        services.text(SCRIPT, "text/javascript", "nothing");
        assertThat(failure("nocturne")).isEqualTo(FailureCode.WEB_CHANGED);
    }
}
