package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvidiousSourceTest extends InstanceContract {
    @Override
    String host() {
        return "invidious.example";
    }

    @Override
    Instance instance(InstanceApi api) {
        return new VideoInstance(api, VideoInstance.INVIDIOUS);
    }

    @Override
    void leadsTo(String address) {
        says(entrance(), web.golden("invidious-video.json").replace("/sound", address));
    }

    @Override
    String entrance() {
        return "/api/v1/videos/" + ID;
    }

    @ParameterizedTest
    @CsvSource({
        "Sign in to confirm you’re not a bot, WEB_BOT_CHECK",
        "This video is private, WEB_PRIVATE",
        "Sign in to confirm your age, WEB_AGE_RESTRICTED",
        "The uploader has not made this video available in your country, WEB_COUNTRY",
        "This video has been removed by the uploader, WEB_REMOVED",
        "Join this channel to get access to members-only content, WEB_MEMBERS_ONLY",
        "Could not extract anything, SOURCE_UNAVAILABLE"
    })
    void whatInvidiousPassesOnIsUnderstood(String said, FailureCode code) {
        says(entrance(), "{\"error\":\"" + said + "\"}");
        assertThat(failure()).isEqualTo(code);
    }

    @Test
    void aPremiereHasNotBegun() {
        says(entrance(), "{\"title\":\"Sea Breeze\",\"isUpcoming\":true,\"adaptiveFormats\":[]}");
        assertThat(failure()).isEqualTo(FailureCode.WEB_NOT_YET_LIVE);
    }

    @Test
    void mediaComeThroughTheInstance() throws Exception {
        found();
        assertThat(web.asked()).contains("GET /api/v1/videos/" + ID + "?local=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://youtu.be/dQw4w9WgXcQ?t=3",
                "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ",
                "https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=x",
                "https://www.youtube.com/shorts/dQw4w9WgXcQ"
            })
    void everyFormOfALinkToAVideoIsTaken(String link) {
        assertThat(source().answers(new TrackQuery.Link(link))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/playlist?list=PLx",
                "https://soundcloud.com/a/b",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong"
            })
    void otherPagesAreLeftToOthers(String link) {
        assertThat(source().answers(new TrackQuery.Link(link))).isFalse();
    }
}
