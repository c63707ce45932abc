package dev.muzon.protocol.track;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a person named the music they want. Nothing here has been checked: it is user input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrackQuery.Text.class, name = "text"),
    @JsonSubTypes.Type(value = TrackQuery.Link.class, name = "link"),
    @JsonSubTypes.Type(value = TrackQuery.TelegramFile.class, name = "telegram-file")
})
public sealed interface TrackQuery {
    /** Words to search for, in any script. */
    record Text(String text) implements TrackQuery {}

    /** A hostile URL until the extractor's guard has passed it. */
    record Link(String url) implements TrackQuery {}

    /**
     * An audio, voice or video message that was replied to.
     *
     * @param fileId Bot API file id, readable through bot-gateway's {@code /v1/files/{fileId}}
     * @param uniqueId Bot API {@code file_unique_id}, the same for ever and for every bot
     * @param size bytes, null when Telegram did not say
     */
    record TelegramFile(
            String fileId,
            String uniqueId,
            @Nullable String title,
            @Nullable String performer,
            @Nullable String fileName,
            @Nullable Duration duration,
            @Nullable Long size)
            implements TrackQuery {}
}
