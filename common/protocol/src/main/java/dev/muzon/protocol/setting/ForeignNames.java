package dev.muzon.protocol.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables of other music bots that have no effect here, although their operators know them. */
public final class ForeignNames {
    private static final Map<String, List<String>> CALLED_OTHERWISE = Map.of(
            "MUZON_METADATA_SPOTIFY_ID", List.of("SPOTIFY_CLIENT_ID"),
            "MUZON_METADATA_SPOTIFY_SECRET", List.of("SPOTIFY_CLIENT_SECRET"),
            "MUZON_ACCOUNTS",
                    List.of(
                            "SESSION",
                            "SESSION2",
                            "SESSION3",
                            "STRING_SESSION",
                            "STRING_SESSION2",
                            "STRING_SESSION3",
                            "STRING_SESSION4",
                            "STRING_SESSION5",
                            "STRING_SESSIONS"),
            "PLAYLIST_LIMIT", List.of("PLAYLIST_FETCH_LIMIT"),
            "MUZON_INVIDIOUS_URL", List.of("YOUTUBE_INVIDIOUS_INSTANCES"),
            "MUZON_CACHE_KEEP", List.of("CACHE_DURATION"),
            "MUZON_VOICE_ALONE_LEAVE_AFTER", List.of("AUTO_END"));

    private static final List<String> OF_NO_FEATURE = List.of(
            "ASSISTANT_LEAVE_TIME",
            "AUTO_LEAVE",
            "AUTO_LEAVING_ASSISTANT",
            "AUTO_SUGGESTION_MODE",
            "CACHE_SLEEP",
            "CLEANMODE_MINS",
            "COOKIES_URL",
            "COOKIE_LINK",
            "EXTRA_PLUGINS",
            "PRIVATE_BOT_MODE_MEM",
            "SERVER_PLAYLIST_LIMIT",
            "SET_CMDS",
            "SONG_DOWNLOAD_DURATION_LIMIT",
            "SUPPORT_CHANNEL",
            "SUPPORT_CHAT",
            "SUPPORT_GROUP",
            "TG_AUDIO_FILESIZE_LIMIT",
            "TG_VIDEO_FILESIZE_LIMIT",
            "UPSTREAM_REPO",
            "VIDEO_PLAY",
            "VIDEO_STREAM_LIMIT",
            "YOUTUBE_FALLBACK_SEARCH_LIMIT",
            "YOUTUBE_PROXY",
            "YOUTUBE_USE_COOKIES",
            "YOUTUBE_USE_PYTUBE",
            "YTPROXY_URL",
            "YT_API_KEY");

    /** The name to set instead of each, empty for features that do not exist here. */
    public static final Map<String, String> ALL = Stream.concat(
                    CALLED_OTHERWISE.entrySet().stream()
                            .flatMap(ours -> ours.getValue().stream().map(theirs -> Map.entry(theirs, ours.getKey()))),
                    OF_NO_FEATURE.stream().map(theirs -> Map.entry(theirs, "")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private ForeignNames() {}

    /** Says why such a variable has no effect, empty for any other name. */
    public static Optional<String> why(String name) {
        return Optional.ofNullable(ALL.get(name))
                .map(instead -> instead.isEmpty()
                        ? "what it configures elsewhere does not exist here"
                        : "set " + instead + " instead, docs/migration.md says what differs");
    }
}
