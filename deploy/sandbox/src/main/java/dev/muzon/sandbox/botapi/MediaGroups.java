package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The reader of an album's media. */
final class MediaGroups {
    private static final int MAX = 10;

    private static final Map<String, Media.Kind> KINDS = Map.of(
            "audio", Media.Kind.AUDIO,
            "document", Media.Kind.DOCUMENT,
            "photo", Media.Kind.PHOTO,
            "video", Media.Kind.VIDEO);

    private MediaGroups() {}

    /**
     * Reads the media.
     *
     * @throws BotApiException 400 when the media can't be read, or can't stand in one album
     */
    static List<NewMessage> read(Parameters parameters, FileIntake files) throws IOException {
        var media = parameters.object("media", JsonNode.class).orElseThrow(MediaGroups::missing);
        if (!media.isArray()) {
            throw BotApiException.badRequest("expected an Array of InputMedia");
        }
        if (media.isEmpty()) {
            throw BotApiException.badRequest("there are no messages to send");
        }
        if (media.size() > MAX) {
            throw BotApiException.badRequest("too many messages to send as an album");
        }
        var messages = new ArrayList<NewMessage>();
        for (var item : media) {
            messages.add(message(item, parameters, files));
        }
        checkKinds(messages);
        return messages;
    }

    private static BotApiException missing() {
        return BotApiException.badRequest("parameter \"media\" is required");
    }

    private static NewMessage message(JsonNode item, Parameters parameters, FileIntake files) throws IOException {
        if (!item.isObject()) {
            throw unreadable("expected an Object");
        }
        var type = item.path("type").asString("");
        var kind = Optional.ofNullable(KINDS.get(type))
                .orElseThrow(() -> unreadable("type \"" + type + "\" is unsupported"));
        var values = new HashMap<String, JsonNode>();
        item.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        values.put(type, StringNode.valueOf(item.path("media").asString("")));
        var ofItem = new Parameters(values, parameters.uploads());
        var caption = Markup.caption(ofItem);
        if (item.path("media").asString("").isBlank()) {
            throw unreadable("media not found");
        }
        return NewMessage.media(kind, files.take(type, kind, ofItem), caption.text())
                .entities(caption.entities());
    }

    private static BotApiException unreadable(String why) {
        return BotApiException.badRequest("can't parse InputMedia: " + why);
    }

    /** Checks the kinds. Audio and documents stand only with others of their kind. */
    private static void checkKinds(List<NewMessage> messages) {
        var kinds = messages.stream()
                .map(NewMessage::media)
                .map(media -> media == null ? Media.Kind.DOCUMENT : media.kind())
                .distinct()
                .toList();
        for (var alone : List.of(Media.Kind.AUDIO, Media.Kind.DOCUMENT)) {
            if (kinds.size() > 1 && kinds.contains(alone)) {
                throw BotApiException.badRequest(
                        alone.name().toLowerCase(Locale.ROOT) + " can't be mixed with other media types");
            }
        }
    }
}
