package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.ForwardProxy;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures that yt-dlp's exceptions mean. Types decide first, texts second. */
final class YtDlpFailures {
    /** Types that say it all. */
    private static final Map<String, FailureCode> TYPES = Map.of(
            "GeoRestrictedError", FailureCode.WEB_COUNTRY,
            "UnsupportedError", FailureCode.URL_UNSUPPORTED,
            "UserNotLive", FailureCode.WEB_REMOVED,
            "Deadline", FailureCode.SOURCE_TIMEOUT,
            "Cancelled", FailureCode.SOURCE_TIMEOUT,
            "CertificateVerifyError", FailureCode.SOURCE_CERTIFICATE,
            "IncompleteRead", FailureCode.SOURCE_UNAVAILABLE,
            "MemoryError", FailureCode.WEB_CHANGED,
            "TooLong", FailureCode.WEB_CHANGED,
            "Crashed", FailureCode.WEB_CHANGED);

    /** Words of a message and what they mean. The first that fits counts. */
    private record Words(FailureCode code, List<String> any) {
        static Words of(FailureCode code, String... any) {
            return new Words(code, List.of(any));
        }
    }

    private static final List<Words> TEXTS = List.of(
            Words.of(FailureCode.URL_FORBIDDEN, "tunnel connection failed: 403"),
            Words.of(FailureCode.PROXY_UNAVAILABLE, "tunnel connection failed: " + ForwardProxy.PROXY_AWAY),
            Words.of(FailureCode.PROXY_REFUSED, "tunnel connection failed: " + ForwardProxy.PROXY_REFUSED),
            Words.of(FailureCode.SOURCE_UNAVAILABLE, "tunnel connection failed"),
            Words.of(
                    FailureCode.WEB_BOT_CHECK,
                    "not a bot",
                    "captcha challenge",
                    "your ip is likely being blocked",
                    "session has been rate-limited",
                    "account has been rate-limited",
                    "page needs to be reloaded",
                    "client challenge",
                    "attempting impersonation"),
            Words.of(FailureCode.WEB_AGE_RESTRICTED, "confirm your age", "age-restricted", "age restricted"),
            Words.of(
                    FailureCode.WEB_MEMBERS_ONLY,
                    "channel's members",
                    "members-only",
                    "members only",
                    "join this channel",
                    "requires payment",
                    "music premium members"),
            Words.of(FailureCode.WEB_PRIVATE, "private video", "video is private", "private track", "is private"),
            Words.of(
                    FailureCode.WEB_COUNTRY,
                    "available in your country",
                    "geo restriction",
                    "geo-restricted",
                    "not available from your location"),
            Words.of(FailureCode.WEB_DRM, "drm protect", "[drm]"),
            Words.of(
                    FailureCode.WEB_NOT_YET_LIVE,
                    "premieres in",
                    "premiere will begin",
                    "live event will begin",
                    "live stream will begin",
                    "has not started yet",
                    "not started"),
            Words.of(FailureCode.SOURCE_UNAVAILABLE, "we're processing this video", "try again later"),
            Words.of(
                    FailureCode.WEB_REMOVED,
                    "has been removed",
                    "been terminated",
                    "copyright claim",
                    "recording is not available",
                    "not currently live",
                    "no longer available",
                    "video unavailable",
                    "does not exist",
                    "isn't available"),
            Words.of(FailureCode.WEB_LOGIN, "registered users", "use --cookies", "log in", "login required", "sign in"),
            Words.of(FailureCode.URL_UNSUPPORTED, "unsupported url", "no suitable extractor", "is not a valid url"),
            Words.of(
                    FailureCode.WEB_CHANGED,
                    "no video formats found",
                    "requested format is not available",
                    "unable to extract"),
            Words.of(FailureCode.NOTHING_FOUND, "nothing there"));

    /** Failures of one client of YouTube that another client may not meet. */
    private static final Set<FailureCode> OF_THE_CLIENT = Set.of(
            FailureCode.WEB_BOT_CHECK,
            FailureCode.WEB_AGE_RESTRICTED,
            FailureCode.WEB_REMOVED,
            FailureCode.WEB_LOGIN,
            FailureCode.WEB_CHANGED);

    /** Failures without an account, which an account may not meet. */
    private static final Set<FailureCode> OF_NOBODY = Set.of(
            FailureCode.WEB_BOT_CHECK,
            FailureCode.WEB_AGE_RESTRICTED,
            FailureCode.WEB_MEMBERS_ONLY,
            FailureCode.WEB_LOGIN);

    private YtDlpFailures() {}

    static Failure of(YtDlpAnswer.Trouble trouble) {
        String detail = String.join(" < ", trouble.types()) + ": " + trouble.message();
        return Failure.of(codeOf(trouble), detail);
    }

    /** Returns whether asking as another client may help. */
    static boolean isOfTheClient(Failure failure) {
        return OF_THE_CLIENT.contains(failure.code());
    }

    /** Returns whether asking by an account may help. */
    static boolean isOfNobody(Failure failure) {
        return OF_NOBODY.contains(failure.code());
    }

    /** Returns whether YouTube took cookies for those of nobody. */
    static boolean cookiesAreVoid(@Nullable List<String> warnings) {
        return warnings != null
                && warnings.stream().anyMatch(warning -> warning.contains("cookies are no longer valid"));
    }

    private static FailureCode codeOf(YtDlpAnswer.Trouble trouble) {
        for (String type : trouble.types()) {
            FailureCode code = TYPES.get(type);
            if (code != null) {
                return code;
            }
        }
        String message =
                String.valueOf(trouble.message()).toLowerCase(Locale.ROOT).replace('’', '\'');
        for (Words words : TEXTS) {
            if (words.any().stream().anyMatch(message::contains)) {
                return words.code();
            }
        }
        Integer status = trouble.status();
        if (status != null) {
            return codeOf(status);
        }
        return trouble.is("TransportError") || trouble.is("SSLError") || trouble.is("ProxyError")
                ? FailureCode.SOURCE_UNAVAILABLE
                : FailureCode.WEB_CHANGED;
    }

    private static FailureCode codeOf(int status) {
        return switch (status) {
            case 401 -> FailureCode.WEB_LOGIN;
            case 403, 429 -> FailureCode.WEB_BOT_CHECK;
            case 404, 410 -> FailureCode.WEB_REMOVED;
            case 451 -> FailureCode.WEB_COUNTRY;
            case ForwardProxy.PROXY_AWAY -> FailureCode.PROXY_UNAVAILABLE;
            case ForwardProxy.PROXY_REFUSED -> FailureCode.PROXY_REFUSED;
            default -> status >= 500 ? FailureCode.SOURCE_UNAVAILABLE : FailureCode.WEB_CHANGED;
        };
    }

    /** Returns a warning that only an operator can do something about, null when there is none. */
    static @Nullable String alarm(@Nullable List<String> warnings) {
        return warnings == null
                ? null
                : warnings.stream()
                        .filter(warning -> warning.contains("challenge solving failed")
                                || warning.contains("No supported JavaScript runtime")
                                || warning.contains("challenge solver script"))
                        .findFirst()
                        .orElse(null);
    }
}
