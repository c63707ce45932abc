package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests that people who asked for what does not play read what else to try. */
class WayOutTest {
    private static final Texts TEXTS = TestTexts.all();

    // A song that was too long, too large or empty was only called so.
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "NOTHING_FOUND",
                "NOT_AUDIO",
                "TRACK_TOO_LONG",
                "TRACK_TOO_LARGE",
                "TRACK_EMPTY",
                "TRACK_DAMAGED",
                "WEB_PRIVATE",
                "WEB_MEMBERS_ONLY",
                "WEB_AGE_RESTRICTED",
                "WEB_COUNTRY",
                "WEB_REMOVED",
                "WEB_NOT_YET_LIVE",
                "WEB_BOT_CHECK",
                "WEB_DRM",
                "WEB_LOGIN",
                "WEB_CHANGED",
                "WEB_NO_KEY",
                "SOURCE_NO_SUCH_HOST",
                "SOURCE_CERTIFICATE",
                "SOURCE_UNAVAILABLE",
                "SOURCE_TIMEOUT"
            })
    void aSongThatDoesNotPlayIsToldWithWhatElseToTry(FailureCode code) {
        for (Language language : List.of(Language.ENGLISH, TestTexts.RUSSIAN)) {
            String words = TEXTS.html(language, Failure.of(code, "a detail for operators"));
            assertThat(words.split("[.?!:](?: |$)")).as(words).hasSizeGreaterThan(1);
        }
    }
}
