package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The API of a Piped instance. Its addresses lead through its proxy, which may be another host. */
record PipedInstance(InstanceApi api) implements Instance {
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
        JsonNode video = api.get("/streams/" + id);
        if (video.has("error")) {
            throw api.said(video.path("error").asString("") + " "
                    + video.path("message").asString(""));
        }
        boolean live = video.path("livestream").asBoolean(false);
        String sound = live ? video.path("hls").asString("") : best(video.path("audioStreams"));
        if (sound.isBlank()) {
            throw api.failure(FailureCode.WEB_CHANGED, "names no sound").asException();
        }
        long seconds = video.path("duration").asLong(0);
        return new Page(
                "youtube:" + id,
                video.path("title").asString(""),
                video.path("uploader").asString(""),
                live || seconds <= 0 ? null : Duration.ofSeconds(seconds),
                api.base().resolve(sound));
    }

    /** Returns the sound with the highest bit rate, in the language of the original where several are named. */
    private static String best(JsonNode streams) {
        return StreamSupport.stream(streams.spliterator(), false)
                .filter(stream -> !stream.path("audioTrackType").asString("").equals("DUBBED"))
                .max(Comparator.comparingLong(stream -> stream.path("bitrate").asLong(0)))
                .map(stream -> stream.path("url").asString(""))
                .orElse("");
    }
}
