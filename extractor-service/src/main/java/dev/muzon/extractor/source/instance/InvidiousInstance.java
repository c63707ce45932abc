package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** An Invidious instance. Its addresses lead through itself, because YouTube's own are bound to who asked. */
record InvidiousInstance(InstanceApi api) implements Instance {
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
        return InstanceApi.video(link) != null;
    }

    @Override
    public Page read(String link) {
        String id = InstanceApi.videoOf(link);
        JsonNode video = api.get("/api/v1/videos/" + id + "?local=true");
        if (video.has("error")) {
            throw api.said(video.path("error").asString(""));
        }
        if (video.path("isUpcoming").asBoolean(false)) {
            throw api.failure(FailureCode.WEB_NOT_YET_LIVE, "says that it has not begun")
                    .asException();
        }
        boolean live = video.path("liveNow").asBoolean(false);
        String sound = live ? video.path("hlsUrl").asString("") : best(video.path("adaptiveFormats"));
        if (sound.isBlank()) {
            throw api.failure(FailureCode.WEB_CHANGED, "names no sound").asException();
        }
        long seconds = video.path("lengthSeconds").asLong(0);
        return new Page(
                "youtube:" + id,
                video.path("title").asString(""),
                video.path("author").asString(""),
                live || seconds <= 0 ? null : Duration.ofSeconds(seconds),
                api.base().resolve(sound));
    }

    /** Returns the sound with the highest bit rate, which Invidious writes as text. */
    private static String best(JsonNode formats) {
        return StreamSupport.stream(formats.spliterator(), false)
                .filter(format -> format.path("type").asString("").startsWith("audio/"))
                .max(Comparator.comparingLong(format -> format.path("bitrate").asLong(0)))
                .map(format -> format.path("url").asString(""))
                .orElse("");
    }
}
