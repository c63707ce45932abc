package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

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
    void leadsTo(String address) {
        says(
                entrance(),
                web.golden("piped-streams.json").replace(web.origin("pipedproxy.example") + "/sound", address));
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
