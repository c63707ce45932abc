package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.web.CobaltAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CobaltSourceTest extends InstanceContract {
    @Override
    String host() {
        return "cobalt.example";
    }

    @Override
    Instance instance(InstanceApi api) {
        return new CobaltInstance(api, new Secret(CobaltAnswers.KEY));
    }

    private CobaltAnswers answers() {
        var answers = new CobaltAnswers(web.web());
        web.web().serve(host() + "/", answers);
        return answers;
    }

    @Override
    void leadsTo(String address) {
        answers().leadTo(address);
    }

    @Override
    String entrance() {
        return "/";
    }

    @ParameterizedTest
    @CsvSource({
        "content.video.private, WEB_PRIVATE",
        "content.video.age, WEB_AGE_RESTRICTED",
        "content.video.region, WEB_COUNTRY",
        "content.paid, WEB_MEMBERS_ONLY",
        "content.too_long, TRACK_TOO_LONG",
        "youtube.login, WEB_BOT_CHECK",
        "youtube.drm, WEB_DRM",
        "youtube.decipher, WEB_CHANGED",
        "link.unsupported, URL_UNSUPPORTED",
        "service.disabled, URL_UNSUPPORTED",
        "auth.key.invalid, SOURCE_UNAVAILABLE",
        "rate_exceeded, SOURCE_UNAVAILABLE",
        "fetch.fail, SOURCE_UNAVAILABLE"
    })
    void whatCobaltSaysIsUnderstood(String said, FailureCode code) {
        answers().refuse(said);
        assertThat(failure()).isEqualTo(code);
    }

    @Test
    void pagesOfOtherSitesAreForCobaltToo() {
        assertThat(source().answers(new TrackQuery.Link("https://soundcloud.com/a/b")))
                .isTrue();
    }
}
