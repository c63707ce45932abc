package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones.Format;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Tests of what people ask for, by the answers that the whole service gives. */
class RequestsServiceTest extends ServiceFixture {
    @Test
    void badRequestsAreAnsweredWithTheirReason() {
        assertThat(refusal(new TrackQuery.Text("no such song anywhere")).code()).isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(refusal(new TrackQuery.Text("  ")).code()).isEqualTo(FailureCode.BAD_INPUT);
        assertThat(refusal(new TrackQuery.Link("not a link")).code()).isEqualTo(FailureCode.BAD_INPUT);
        assertThat(refusal(new TrackQuery.Link(web.url("/gone.mp3"))).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(refusal(new TrackQuery.Link(web.url("/text.mp3"))).code()).isEqualTo(FailureCode.NOT_AUDIO);
        assertThat(refusal(new TrackQuery.Link("http://169.254.169.254/latest")).code())
                .isEqualTo(FailureCode.URL_FORBIDDEN);
        assertThat(refusal(new TrackQuery.Link(web.url("/inwards.mp3"))).code()).isEqualTo(FailureCode.URL_FORBIDDEN);

        Failure.UserError tooLong = (Failure.UserError) refusal(new TrackQuery.Text("endless evening"));
        assertThat(tooLong.code()).isEqualTo(FailureCode.TRACK_TOO_LONG);
        assertThat(tooLong.args()).containsEntry("limit", FailureArgument.of(Duration.ofHours(3)));
    }

    @Test
    void everySourceIsListedWithWhatItCanBeAskedFor() throws Exception {
        find(query(Format.MP3));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/sources"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        List<SourceView> sources = List.of(JsonMapper.shared().readValue(answer, SourceView[].class));
        assertThat(sources)
                .extracting(SourceView::name)
                .containsExactlyInAnyOrder(
                        "library", "direct", "telegram", "message", "web", "metadata", "radio", "channel", "lyrics");
        assertThat(sources.stream().filter(source -> source.kinds().contains(SourceView.Kind.WORDS)))
                .extracting(SourceView::name)
                .containsExactly("library");
    }

    /** Reads what Prometheus does. No yt-dlp is configured here, so that there is no age of it. */
    @Test
    void everyMeterHoldsANumber() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).body().lines())
                .anyMatch(line -> line.startsWith("muzon_library_tracks"))
                .noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void aSongOfAChannelPlaysInTheChatsThatHaveItAndNowhereElse() throws Exception {
        Track song = find(new TrackQuery.Text("lantern"));
        assertThat(song.source()).isEqualTo("channel");
        assertThat(find(new TrackQuery.Post(-1001, 5))).isEqualTo(song);

        assertThat(listen(song, "?chat=-100").duration().toMillis()).isCloseTo(10_000, within(100L));
        assertThat(listen(song, "?from=PT5.3S&chat=-100").duration().toMillis()).isCloseTo(4700, within(100L));

        for (String chat : List.of("", "?chat=-100200", "?chat=nonsense")) {
            assertThat(http.send(media(song.id(), chat), BodyHandlers.discarding())
                            .statusCode())
                    .as(chat)
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aPostWithALinkPlaysWhatTheLinkLeadsToAndHostileLinksAreRefused() {
        Track linked = find(new TrackQuery.Post(-1001, 6));

        assertThat(linked.source()).isEqualTo("direct");
        assertThat(linked).isEqualTo(find(new TrackQuery.Link(web.url("/files/longplay.wav"))));
        assertThat(refusal(new TrackQuery.Post(-1001, 7)).code()).isEqualTo(FailureCode.URL_FORBIDDEN);
    }

    @Test
    void aSearchListsSongsOfChannelsOnlyForTheirChat() throws Exception {
        assertThat(search("q=lantern&limit=3&chat=-100").body()).contains("\"Lantern\"");
        assertThat(search("q=lantern&limit=3&chat=-100200").body()).doesNotContain("\"Lantern\"");
        assertThat(search("q=lantern&limit=3").body()).doesNotContain("\"Lantern\"");
    }

    @Test
    void aSearchListsTracksOfWhichEachPlaysByItsId() throws Exception {
        find(query(Format.MP3));
        HttpResponse<String> answer = search("q=steps&limit=3");
        SearchView found = JsonMapper.shared().readValue(answer.body(), SearchView.class);
        assertThat(found.tracks()).hasSize(3).allSatisfy(track -> {
            assertThat(track.title()).startsWith("steps");
            assertThat(track.duration()).isNotNull();
        });

        Track second = found.tracks().get(1);
        assertThat(find(new TrackQuery.Listed(second.id()))).isEqualTo(second);
        assertThat(http.send(media(second.id(), ""), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    // The buttons of favourites did not play, and the bot called the song gone while it was playing.
    @Test
    void aSongThatWasAskedForWithoutASearchDidNotPlayByItsId() {
        Track played = find(query(Format.MP3));

        assertThat(find(new TrackQuery.Listed(played.id()))).isEqualTo(played);
    }

    @Test
    void aSongThatStaysInItsChatIsPlayedByNobodyWhoOnlyKnowsItsId() {
        Track song = find(new TrackQuery.Post(-1001, 5));

        assertThat(refusal(new TrackQuery.Listed(song.id())).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
    }

    @Test
    void aSearchThatFindsNothingNamesItsWords() {
        var nothing = (Failure.UserError) refusal(new TrackQuery.Text("несуществующая песня"));
        assertThat(nothing.code()).isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(nothing.args()).containsEntry("query", FailureArgument.text("несуществующая песня"));
    }

    @Test
    void aTrackThatNobodyListedIsNotFound() {
        assertThat(refusal(new TrackQuery.Listed("nobody-listed-it")).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=&limit=5", "q=steps&limit=0", "q=steps&limit=11", "q=steps&limit=-1"})
    void aSearchBeyondItsBoundsIsRefused(String search) throws Exception {
        assertThat(search(search).statusCode()).isEqualTo(FailureCode.BAD_INPUT.httpStatus());
    }

    private HttpResponse<String> search(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/search?" + query))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void lyricsComeFromTheServiceThatTheOperatorNamed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/v1/lyrics?title=Sea%20Breeze&artist=Band&seconds=154"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        LyricsView found = JsonMapper.shared()
                .readValue(http.send(request, BodyHandlers.ofString()).body(), LyricsView.class);
        assertThat(found.outcome()).isEqualTo(LyricsView.Outcome.FOUND);
        assertThat(found.text()).isEqualTo("Wave");
    }

    @Test
    void aPageOfAMusicServiceIsRefusedByTheNameOfItsSiteAndNotAskedFor() {
        Failure page = refusal(new TrackQuery.Link("https://www.youtube.com/watch?v=dQw4w9WgXcQ"));
        assertThat(page.code()).isEqualTo(FailureCode.URL_PAGE);
        assertThat(((Failure.UserError) page).args()).containsEntry("site", new FailureArgument.Text("YouTube"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/round.mp3", "/out.mp3", "/odd/new.ape", "/odd/new.au", "/rude.mp3", "https"})
    void aBadLinkIsAnsweredAtOnceAndTheChatsNextRequestRuns(String path) {
        String url = path.equals("https") ? web.url("/text.mp3").replace("http:", "https:") : web.url(path);
        assertThat(refusal(new TrackQuery.Link(url)).code()).isNotEqualTo(FailureCode.INTERNAL);
        assertThat(find(query(Format.MP3)).title()).isEqualTo("steps alpha");
    }

    @Test
    void aTitleOf900KilobytesIsCutOnTheWayToTheQueue() {
        Track track = find(new TrackQuery.Link(web.url("/odd/endless-title.wav")));
        assertThat(track.title()).isEqualTo("T".repeat(Track.MAX_LENGTH));
    }

    @Test
    void anAlbumIsQueuedInItsOrder() {
        var first = new TrackQuery.TelegramFile("message-1", "album-1", "First", null, null, null, null);
        var second = new TrackQuery.TelegramFile("message-1", "album-2", "Second", null, null, null, null);
        Job answer = ask(new TrackQuery.TelegramFiles(List.of(first, second)));
        assertThat(((EnqueueTracks) answer).tracks()).extracting(Track::title).containsExactly("First", "Second");
    }
}
