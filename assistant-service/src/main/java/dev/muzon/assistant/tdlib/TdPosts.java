package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.post.Channel;
import dev.muzon.assistant.post.Post;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parts of TDLib's channels and posts that the assistant reads. */
final class TdPosts {
    private static final String NAME = "file_name";

    /** The library leaves room below the server's ids for messages that are being sent. */
    private static final int SERVER_ID_SHIFT = 20;

    private TdPosts() {}

    /** Returns whether the chat is a channel and no group. */
    static boolean isChannel(JsonNode chat) {
        return isShared(chat) && chat.path("type").path("is_channel").booleanValue(false);
    }

    /** Returns whether the chat is a channel or a supergroup, in which all accounts see the same. */
    static boolean isShared(JsonNode chat) {
        return kind(chat.path("type")).equals("chatTypeSupergroup");
    }

    /** Makes the channel of TDLib's {@code chat} and {@code supergroup}. */
    static Channel channel(JsonNode chat, JsonNode supergroup) {
        String username =
                supergroup.path("usernames").path("active_usernames").path(0).asString("");
        return new Channel(
                chat.path("id").longValue(0), chat.path("title").asString(""), username.isEmpty() ? null : username);
    }

    /** Returns the post in a message. Service messages and what is still being sent are none. */
    static Optional<Post> post(JsonNode message) {
        JsonNode content = message.path("content");
        JsonNode words = content.path(kind(content).equals("messageText") ? "text" : "caption");
        Post.@Nullable Sound sound = sound(content);
        boolean empty = words.path("text").asString("").isBlank() && sound == null;
        if (empty
                || !message.path("is_channel_post").booleanValue(false)
                || message.path("sending_state").isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Post(
                message.path("chat_id").longValue(0),
                message.path("id").longValue(0),
                Instant.ofEpochSecond(message.path("date").longValue(0)),
                words.path("text").asString(""),
                links(words),
                sound));
    }

    private static String kind(JsonNode content) {
        return content.path("@type").asString("");
    }

    private static List<String> links(JsonNode words) {
        String text = words.path("text").asString("");
        List<String> links = new ArrayList<>();
        StreamSupport.stream(words.path("entities").spliterator(), false)
                .limit(Post.MAX_LINKS * 10L)
                .forEach(entity -> {
                    JsonNode type = entity.path("type");
                    int from = entity.path("offset").intValue(0);
                    int to = from + entity.path("length").intValue(0);
                    if (kind(type).equals("textEntityTypeTextUrl")) {
                        links.add(type.path("url").asString(""));
                    } else if (kind(type).equals("textEntityTypeUrl")
                            && from >= 0
                            && to <= text.length()
                            && from < to) {
                        links.add(text.substring(from, to));
                    }
                });
        return links;
    }

    private static Post.@Nullable Sound sound(JsonNode content) {
        JsonNode song = song(content);
        JsonNode file = file(content);
        String uniqueId = file.path("remote").path("unique_id").asString("");
        if (uniqueId.isEmpty()) {
            return null;
        }
        int seconds = song.path("duration").intValue(0);
        return new Post.Sound(
                uniqueId,
                song.path("title").asString(""),
                song.path("performer").asString(""),
                song.path(NAME).asString(""),
                seconds > 0 ? Duration.ofSeconds(seconds) : null,
                Math.max(0, file.path("size").longValue(0)));
    }

    private static JsonNode song(JsonNode content) {
        return content.path(kind(content).equals("messageAudio") ? "audio" : "document");
    }

    /** Returns the library's id of a message in a supergroup or channel. */
    static long id(int message) {
        return (long) message << SERVER_ID_SHIFT;
    }

    /** Makes what others read of a message with sound. Its words stay here. */
    static PostView heard(JsonNode message, long size) {
        JsonNode about = about(message.path("content"));
        int seconds = about.path("duration").intValue(0);
        String title = Objects.requireNonNullElse(
                Track.labelOf(about.path("title").asString("")),
                AudioFileName.withoutEnding(about.path(NAME).asString("")));
        return new PostView(
                message.path("chat_id").longValue(0),
                "",
                message.path("id").longValue(0) >> SERVER_ID_SHIFT,
                Instant.ofEpochSecond(message.path("date").longValue(0)),
                "",
                null,
                new PostView.Song(
                        title.isBlank() ? "Telegram" : title,
                        about.path("performer").asString(""),
                        seconds > 0 ? Duration.ofSeconds(seconds) : null,
                        size));
    }

    /** Returns TDLib's {@code file} of anything in a message that may sound, a missing node when nothing does. */
    static JsonNode recording(JsonNode content) {
        JsonNode about = about(content);
        return switch (kind(content)) {
            case "messageAudio" -> about.path("audio");
            case "messageVideo", "messageVideoNote" -> about.path("video");
            case "messageVoiceNote" -> about.path("voice");
            case "messageAnimation" -> about.path("animation");
            case "messageDocument" -> about.path("document");
            default -> missing(content);
        };
    }

    private static JsonNode about(JsonNode content) {
        return switch (kind(content)) {
            case "messageAudio" -> content.path("audio");
            case "messageVideo" -> content.path("video");
            case "messageVideoNote" -> content.path("video_note");
            case "messageVoiceNote" -> content.path("voice_note");
            case "messageAnimation" -> content.path("animation");
            default -> content.path("document");
        };
    }

    /** Returns TDLib's {@code file} of the sound in a message, a missing node when it has none. */
    static JsonNode file(JsonNode content) {
        JsonNode document = content.path("document");
        return switch (kind(content)) {
            case "messageAudio" -> content.path("audio").path("audio");
            case "messageDocument" ->
                AudioFileName.isMusic(document.path(NAME).asString("")) ? document.path("document") : missing(content);
            default -> missing(content);
        };
    }

    private static JsonNode missing(JsonNode content) {
        return content.path("none");
    }
}
