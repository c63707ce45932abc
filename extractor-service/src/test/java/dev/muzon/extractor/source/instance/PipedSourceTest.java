package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import dev.muzon.protocol.failure.FailureCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipedSourceTest extends InstanceContract {
    @Override
    String host() {
        return "pipedapi.example";
    }

    @Override
    Instance instance(InstanceApi api) {
        return new VideoInstance(api, VideoInstance.PIPED);
    }

    @Override
    void answers() {
        leadsTo(web.origin("pipedproxy.example") + "/sound");
        web.serve("/streams/goneGONE123", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TestWeb.answer(
                    exchange, 500, "{\"error\":\"ContentNotAvailableException\",\"message\":\"Video unavailable\"}");
        });
    }

    @Override
    void leadsTo(String address) {
        says(entrance(), """
            {"title":"Sea Breeze","uploader":"Muzon Ensemble","duration":3,"livestream":false,"hls":null,\
            "proxyUrl":"https://pipedproxy.example","audioStreams":[\
            {"url":"https://pipedproxy.example/low","format":"M4A","quality":"48 kbps","bitrate":48000,"itag":139},\
            {"url":"%s","format":"WEBMA_OPUS","bitrate":160000,"itag":251,"audioTrackType":"ORIGINAL"},\
            {"url":"https://pipedproxy.example/dub","bitrate":170000,"itag":251,"audioTrackType":"DUBBED"}]}\
            """.formatted(address));
    }

    @Override
    String entrance() {
        return "/streams/" + ID;
    }

    @ParameterizedTest
    @CsvSource({
        "SignInConfirmNotBotException, WEB_BOT_CHECK",
        "PrivateContentException, WEB_PRIVATE",
        "AgeRestrictedContentException, WEB_AGE_RESTRICTED",
        "GeographicRestrictionException, WEB_COUNTRY",
        "PaidContentException, WEB_MEMBERS_ONLY",
        "AccountTerminatedException, WEB_REMOVED",
        "ParsingException, SOURCE_UNAVAILABLE"
    })
    void whatPipedPassesOnIsUnderstood(String said, FailureCode code) {
        says(entrance(), "{\"error\":\"org.schabi.newpipe.extractor.exceptions." + said + "\",\"message\":\"x\"}");
        assertThat(failure()).isEqualTo(code);
    }
}
