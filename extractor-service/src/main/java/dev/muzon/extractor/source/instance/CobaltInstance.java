package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.runtime.config.Secret;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cobalt instance, API version 11. It names a tunnel through itself, which must be begun within 90 s. */
record CobaltInstance(InstanceApi api, Secret key) implements Instance {
    /** Cobalt refuses what it does not know, so this is all that is sent. */
    private static final Map<String, Object> WISH = Map.of(
            "downloadMode", "audio",
            "audioFormat", "best",
            "youtubeBetterAudio", true,
            "localProcessing", "disabled",
            "alwaysProxy", true,
            "filenameStyle", "basic");

    private static final String PREFIX = "error.api.";

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
        return true;
    }

    @Override
    public Page read(String link) {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put("url", link);
        Map<String, String> fields = new HashMap<>(Map.of("Accept", "application/json"));
        if (!key.isBlank()) {
            fields.put("Authorization", "Api-Key " + key.reveal());
        }
        JsonNode answer = api.post("/", fields, JsonMapper.shared().writeValueAsString(wish));
        return switch (answer.path("status").asString("")) {
            case "tunnel", "redirect" ->
                page(
                        link,
                        answer.path("url").asString(""),
                        answer.path("filename").asString(""));
            case "picker" ->
                page(
                        link,
                        answer.path("audio").asString(""),
                        answer.path("audioFilename").asString(""));
            case "error" -> throw refused(answer.path("error").path("code").asString(""));
            default ->
                throw api.failure(FailureCode.WEB_CHANGED, "answers with something else than a tunnel")
                        .asException();
        };
    }

    private Page page(String link, String sound, String file) {
        if (sound.isBlank()) {
            throw api.failure(FailureCode.NOT_AUDIO, "found no sound").asException();
        }
        return new Page(
                link, AudioFileName.withoutEnding(file), null, null, api.base().resolve(sound));
    }

    private FailureException refused(String code) {
        String reason = code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code;
        FailureCode meaning = switch (reason) {
            case "content.too_long" -> FailureCode.TRACK_TOO_LONG;
            case "content.video.unavailable", "content.post.unavailable" -> FailureCode.WEB_REMOVED;
            case "content.video.private", "content.post.private" -> FailureCode.WEB_PRIVATE;
            case "content.video.age", "content.post.age" -> FailureCode.WEB_AGE_RESTRICTED;
            case "content.video.region", "content.region" -> FailureCode.WEB_COUNTRY;
            case "content.paid" -> FailureCode.WEB_MEMBERS_ONLY;
            case "youtube.login" -> FailureCode.WEB_BOT_CHECK;
            case "youtube.drm" -> FailureCode.WEB_DRM;
            case "fetch.fail", "fetch.critical", "fetch.rate", "rate_exceeded", "capacity" ->
                FailureCode.SOURCE_UNAVAILABLE;
            default -> family(reason);
        };
        return api.failure(meaning, "says " + reason).asException();
    }

    /** Finds the meaning of a whole group. A wrong key is the operator's matter: people hear of a service that is away. */
    private static FailureCode family(String reason) {
        if (reason.startsWith("auth.")) {
            return FailureCode.SOURCE_UNAVAILABLE;
        }
        boolean unknownSite = reason.startsWith("link.") || reason.startsWith("service.");
        return unknownSite ? FailureCode.URL_UNSUPPORTED : FailureCode.WEB_CHANGED;
    }
}
