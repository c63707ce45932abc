package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YtDlpFailuresTest {
    private static Failure failure(List<String> types, @Nullable Integer status, String message) {
        return YtDlpFailures.of(new YtDlpAnswer.Trouble(types, true, status, List.of(), message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB_BOT_CHECK | Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies
            WEB_BOT_CHECK | Video unavailable. YouTube is requiring a captcha challenge before playback
            WEB_BOT_CHECK | All player responses are invalid. Your IP is likely being blocked by Youtube
            WEB_BOT_CHECK | This content isn't available, try again later. The current session has been rate-limited by YouTube
            WEB_AGE_RESTRICTED | Sign in to confirm your age. This video may be inappropriate for some users
            WEB_PRIVATE | Private video. Sign in if you've been granted access to this video
            WEB_PRIVATE | This video is private
            WEB_MEMBERS_ONLY | This video is available to this channel's members on level: Fan
            WEB_MEMBERS_ONLY | Join this channel to get access to members-only content like this video
            WEB_MEMBERS_ONLY | This video is only available to Music Premium members
            WEB_MEMBERS_ONLY | This video requires payment to watch
            WEB_BOT_CHECK | The page needs to be reloaded.
            WEB_REMOVED | Video unavailable. This video has been removed by the uploader
            WEB_REMOVED | The channel is not currently live
            WEB_LOGIN | Log in for access. Use --cookies-from-browser or --cookies for the authentication
            WEB_CHANGED | Requested format is not available. Use --list-formats for a list of available formats
            URL_UNSUPPORTED | Unsupported URL: https://foo.example/x
            URL_UNSUPPORTED | [generic] 'x' is not a valid URL
            WEB_COUNTRY | The uploader has not made this video available in your country
            WEB_COUNTRY | This video is not available from your location due to geo restriction
            WEB_REMOVED | Video unavailable. This video is no longer available due to a copyright claim by X
            WEB_REMOVED | Video unavailable. The account associated with this video has been terminated
            WEB_REMOVED | This live stream recording is not available.
            WEB_NOT_YET_LIVE | Premieres in 3 hours
            WEB_NOT_YET_LIVE | This live event will begin in 2 days.
            WEB_DRM | This video is DRM protected
            WEB_DRM | [DRM] The requested site is known to use DRM protection. It will NOT be supported.
            WEB_LOGIN | This video is only available for registered users
            WEB_CHANGED | No video formats found!
            URL_UNSUPPORTED | No suitable extractor found for URL https://foo.example/x
            SOURCE_UNAVAILABLE | We're processing this video. Check back later.
            SOURCE_UNAVAILABLE | Tunnel connection failed: 502 Bad Gateway
            URL_FORBIDDEN | Tunnel connection failed: 403 Forbidden
            """)
    void eachTextThatASiteAnswersHasItsFailure(FailureCode code, String message) {
        assertThat(failure(List.of("ExtractorError"), null, message).code()).isEqualTo(code);
    }

    @Test
    void aTypeCountsMoreThanWhatTheTextSays() {
        assertThat(failure(List.of("GeoRestrictedError"), null, "Video unavailable")
                        .code())
                .isEqualTo(FailureCode.WEB_COUNTRY);
        assertThat(failure(List.of("Deadline"), null, "Private video").code()).isEqualTo(FailureCode.SOURCE_TIMEOUT);
    }

    @Test
    void aServerThatIsAwayIsAnOutageAndAPageThatIsGoneIsNot() {
        assertThat(failure(List.of("ExtractorError", "TransportError"), null, "timed out"))
                .isInstanceOf(Failure.Transient.class);
        assertThat(failure(List.of("ExtractorError", "HTTPError"), 503, "HTTP Error 503"))
                .isInstanceOf(Failure.Transient.class);
        assertThat(failure(List.of("ExtractorError", "HTTPError"), 404, "HTTP Error 404")
                        .code())
                .isEqualTo(FailureCode.WEB_REMOVED);
        assertThat(failure(List.of("ExtractorError", "HTTPError"), 451, "HTTP Error 451")
                        .code())
                .isEqualTo(FailureCode.WEB_COUNTRY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TransportError | [Errno -2] Name or service not known | SOURCE_UNAVAILABLE
            TransportError | [Errno 111] Connection refused | SOURCE_UNAVAILABLE
            TransportError | Remote end closed connection without response | SOURCE_UNAVAILABLE
            IncompleteRead | 1000 bytes read, 2000 more expected | SOURCE_UNAVAILABLE
            CertificateVerifyError | [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed | SOURCE_CERTIFICATE
            """)
    void aHostThatIsAwayIsToldApartFromOneWithABadCertificate(String type, String message, FailureCode code) {
        assertThat(failure(List.of("ExtractorError", type), null, message).code())
                .isEqualTo(code);
    }

    @Test
    void whatNobodyKnowsSaysThatTheSiteHasChanged() {
        assertThat(failure(List.of("ExtractorError", "KeyError"), null, "An extractor error has occurred")
                        .code())
                .isEqualTo(FailureCode.WEB_CHANGED);
    }

    @Test
    void unsolvedJavaScriptIsAnAlarmForTheOperator() {
        assertThat(YtDlpFailures.alarm(List.of("[youtube] x: n challenge solving failed: Some formats may be missing")))
                .isNotNull();
        assertThat(YtDlpFailures.alarm(List.of("[youtube] timed out. Retrying (1/1)...")))
                .isNull();
    }
}
