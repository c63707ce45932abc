package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * An instance that opens videos of YouTube. Its addresses lead through itself or its proxy, because YouTube's own are
 * bound to who asked.
 */
record VideoInstance(InstanceApi api, Dialect dialect) implements Instance {
    /**
     * The names that a program gives to the same things.
     *
     * @param path with a place for the video's id
     * @param sounds the list of streams
     * @param isSound tells those that may be played
     */
    record Dialect(
            String path,
            String artist,
            String live,
            String livePlaylist,
            String seconds,
            String sounds,
            Predicate<JsonNode> isSound) {}

    static final Dialect INVIDIOUS = new Dialect(
            "/api/v1/videos/%s?local=true",
            "author",
            "liveNow",
            "hlsUrl",
            "lengthSeconds",
            "adaptiveFormats",
            format -> format.path("type").asString("").startsWith("audio/"));

    /** Piped names voices in other languages, too. */
    static final Dialect PIPED = new Dialect(
            "/streams/%s",
            "uploader",
            "livestream",
            "hls",
            "duration",
            "audioStreams",
            stream -> !stream.path("audioTrackType").asString("").equals("DUBBED"));

    @Override
    public String name() {
        return api.name();
    }

    @Override
    public HttpLink base() {
        return api.base();
    }

    @Override
    public boolean opens(String link) {
        return CanonicalLink.youTubeVideo(link) != null;
    }

    @Override
    public Page read(String link) {
        String id = InstanceApi.videoOf(link);
        JsonNode video = api.get(dialect.path.formatted(id));
        if (video.has("error")) {
            String words = video.path("error").asString("") + " "
                    + video.path("message").asString("");
            throw api.said(words.strip());
        }
        if (video.path("isUpcoming").asBoolean(false)) {
            throw api.failure(FailureCode.WEB_NOT_YET_LIVE, "says that it has not begun")
                    .asException();
        }
        boolean live = video.path(dialect.live).asBoolean(false);
        String sound = live ? video.path(dialect.livePlaylist).asString("") : best(video.path(dialect.sounds));
        if (sound.isBlank()) {
            throw api.failure(FailureCode.WEB_CHANGED, "names no sound").asException();
        }
        long seconds = video.path(dialect.seconds).asLong(0);
        return new Page(
                "youtube:" + id,
                video.path("title").asString(""),
                video.path(dialect.artist).asString(""),
                live || seconds <= 0 ? null : Duration.ofSeconds(seconds),
                api.base().resolve(sound));
    }

    /** Returns the sound with the highest bit rate, a number that some write as text. */
    private String best(JsonNode streams) {
        return StreamSupport.stream(streams.spliterator(), false)
                .filter(dialect.isSound)
                .max(Comparator.comparingLong(stream -> stream.path("bitrate").asLong(0)))
                .map(stream -> stream.path("url").asString(""))
                .orElse("");
    }
}
