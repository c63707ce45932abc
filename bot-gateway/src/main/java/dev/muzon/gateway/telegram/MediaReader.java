package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reader of the sound in a message or in what is known of a message in another chat. */
final class MediaReader {
    /** Telegram's ids have about 80 characters. */
    private static final int LONGEST_ID = 512;

    /** Types that say nothing. Unless the name says that it is something else, the content tells whether it sounds. */
    private static final Set<String> UNSPECIFIC = Set.of("", "application/octet-stream", "binary/octet-stream");

    /** The chats in which all accounts see the same ids. */
    private static final Set<String> SHARED = Set.of("supergroup", "channel");

    private static final List<String> MUSIC = List.of("audio", "video", "animation");

    private MediaReader() {}

    /** Returns the playable file of a message. */
    static Optional<TelegramFile> playable(Fields message) {
        return music(message)
                .or(() -> note(message))
                .or(() -> message.object("document")
                        .filter(MediaReader::sounds)
                        .flatMap(document -> file(document, name(document, "performer"))))
                .map(file -> file.in(place(message)));
    }

    /** Returns the voice or video note of a message. */
    static Optional<TelegramFile> note(Fields message) {
        return spoken(message, "voice", Track.Kind.VOICE_MESSAGE)
                .or(() -> spoken(message, "video_note", Track.Kind.VIDEO_MESSAGE));
    }

    /** Returns where a message stands, null where each account counts messages for itself. */
    private static TelegramFile.@Nullable Place place(Fields message) {
        OptionalLong id = message.number("message_id");
        return message.object("chat")
                .filter(chat -> chat.text("type").filter(SHARED::contains).isPresent())
                .flatMap(chat -> chat.number("id").stream().boxed().findFirst())
                .filter(_ -> id.isPresent() && id.getAsLong() > 0 && id.getAsLong() <= Integer.MAX_VALUE)
                .map(chat -> new TelegramFile.Place(chat, (int) id.getAsLong()))
                .orElse(null);
    }

    private static Optional<TelegramFile> music(Fields message) {
        return MUSIC.stream()
                .flatMap(kind -> message.object(kind).stream())
                .findFirst()
                .flatMap(media -> file(media, name(media, "performer")));
    }

    /** Reads a recording. It has no title, so it is named after its sender. */
    private static Optional<TelegramFile> spoken(Fields message, String field, Track.Kind kind) {
        return message.object(field)
                .flatMap(media -> file(media, Actors.author(message).orElse(null)))
                .map(file -> file.as(kind));
    }

    private static boolean sounds(Fields document) {
        String type = document.text("mime_type").orElse("").toLowerCase(Locale.ROOT);
        String name = document.text("file_name").orElse("");
        return type.startsWith("audio/")
                || type.startsWith("video/")
                || type.equals("application/ogg")
                || SoundNames.isSound(name)
                || (UNSPECIFIC.contains(type) && !SoundNames.isSomethingElse(name));
    }

    private static Optional<TelegramFile> file(Fields media, @Nullable String performer) {
        Optional<String> id = id(media, "file_id");
        Optional<String> uniqueId = id(media, "file_unique_id");
        return id.isEmpty() || uniqueId.isEmpty()
                ? Optional.empty()
                : Optional.of(new TelegramFile(
                        id.get(),
                        uniqueId.get(),
                        name(media, "title"),
                        performer,
                        name(media, "file_name"),
                        duration(media.number("duration")),
                        size(media.number("file_size"))));
    }

    private static Optional<String> id(Fields media, String field) {
        return media.text(field).filter(id -> !id.isBlank() && id.length() <= LONGEST_ID);
    }

    private static @Nullable String name(Fields media, String field) {
        return media.text(field).orElse(null);
    }

    /** Reads a duration. Live videos and some clients say 0 when they do not know. */
    private static @Nullable Duration duration(OptionalLong seconds) {
        return seconds.stream()
                .filter(it -> it > 0 && it <= Integer.MAX_VALUE)
                .mapToObj(Duration::ofSeconds)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Long size(OptionalLong bytes) {
        return bytes.stream().filter(it -> it >= 0).boxed().findFirst().orElse(null);
    }
}
