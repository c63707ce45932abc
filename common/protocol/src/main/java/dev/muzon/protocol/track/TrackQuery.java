package dev.muzon.protocol.track;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for music, in the words of a person. It is user input: bounded in size, otherwise unchecked. A value beyond
 * a bound cannot be constructed and fails with {@code input.bad}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrackQuery.Text.class, name = "text"),
    @JsonSubTypes.Type(value = TrackQuery.Link.class, name = "link"),
    @JsonSubTypes.Type(value = TrackQuery.Station.class, name = "station"),
    @JsonSubTypes.Type(value = TrackQuery.TelegramFile.class, name = "telegram-file"),
    @JsonSubTypes.Type(value = TrackQuery.TelegramFiles.class, name = "telegram-files"),
    @JsonSubTypes.Type(value = TrackQuery.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = TrackQuery.Post.class, name = "post"),
    @JsonSubTypes.Type(value = TrackQuery.Related.class, name = "related")
})
public sealed interface TrackQuery {
    /** Words to search for, in any script. */
    record Text(String text) implements TrackQuery {
        /** Longest text, in code points. */
        public static final int MAX_LENGTH = 300;

        public Text {
            if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
                throw refused("a search of " + text.length() + " characters");
            }
        }
    }

    /** Words that name a radio station or its music, in any script. */
    record Station(String words) implements TrackQuery {
        public Station {
            if (words.codePointCount(0, words.length()) > Text.MAX_LENGTH) {
                throw refused("a station of " + words.length() + " characters");
            }
        }
    }

    /** A hostile URL until the extractor's guard has passed it. */
    record Link(String url) implements TrackQuery {
        public static final int MAX_LENGTH = 4096;

        public Link {
            if (url.length() > MAX_LENGTH) {
                throw refused("a link of " + url.length() + " characters");
            }
        }

        /** Hides what may be a login. */
        @Override
        public String toString() {
            return "Link[url=" + url.replaceAll("(?<=//)[^/?#]*@", "…@") + "]";
        }
    }

    /**
     * An audio, voice or video message, or a document.
     *
     * @param fileId Bot API file id, readable through bot-gateway's {@code /v1/files/{fileId}}
     * @param uniqueId Bot API {@code file_unique_id}, which never changes and is the same for every bot
     * @param title bounded like a track's
     * @param performer bounded like a track's artist. For a voice message its sender's name
     * @param size bytes, null when Telegram did not say
     * @param kind what the track will be, null for music
     * @param place the message it stands in, null when no other account can name it. None from older versions
     */
    record TelegramFile(
            String fileId,
            String uniqueId,
            @Nullable String title,
            @Nullable String performer,
            @Nullable String fileName,
            @Nullable Duration duration,
            @Nullable Long size,
            @JsonInclude(JsonInclude.Include.NON_NULL) Track.@Nullable Kind kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Place place)
            implements TrackQuery {
        /**
         * Longest file name, in code points. It is longer than any file system allows, so that the ending is never cut
         * off.
         */
        private static final int MAX_FILE_NAME = 300;

        public TelegramFile {
            title = Track.labelOf(title);
            performer = Track.labelOf(performer);
            fileName = Label.of(fileName, MAX_FILE_NAME);
        }

        public TelegramFile(
                String fileId,
                String uniqueId,
                @Nullable String title,
                @Nullable String performer,
                @Nullable String fileName,
                @Nullable Duration duration,
                @Nullable Long size) {
            this(fileId, uniqueId, title, performer, fileName, duration, size, null, null);
        }

        /** Returns the same file as another kind of track. */
        public TelegramFile as(Track.Kind other) {
            return new TelegramFile(fileId, uniqueId, title, performer, fileName, duration, size, other, place);
        }

        /** Returns the same file as it stands in a message. */
        public TelegramFile in(@Nullable Place message) {
            return new TelegramFile(fileId, uniqueId, title, performer, fileName, duration, size, kind, message);
        }

        /**
         * The place of a message. Only in supergroups and channels its id is the same for all accounts.
         *
         * @param chat its chat's id
         * @param message its id there
         */
        public record Place(long chat, int message) {}
    }

    /**
     * The files of an album, played in its order.
     *
     * @param files from 1 to {@value #MAX_FILES}
     */
    record TelegramFiles(List<TelegramFile> files) implements TrackQuery {
        /** Telegram's own limit for one album. */
        public static final int MAX_FILES = 10;

        public TelegramFiles {
            if (files.isEmpty() || files.size() > MAX_FILES) {
                throw refused("an album of " + files.size() + " files");
            }
            files = List.copyOf(files);
        }
    }

    /**
     * A track that a search has listed, and no other.
     *
     * @param id its {@link Track#id()}
     */
    record Listed(String id) implements TrackQuery {
        /** Several times as long as any id. */
        public static final int MAX_LENGTH = 64;

        public Listed {
            if (id.isBlank() || id.length() > MAX_LENGTH) {
                throw refused("the id of a track in " + id.length() + " characters");
            }
        }
    }

    /**
     * The song of a post, or what the link in its words leads to. Only chats that have its channel on their lists may hear it.
     *
     * @param channel its channel's id
     * @param post its id in the channel
     */
    record Post(long channel, long post) implements TrackQuery {}

    /**
     * One song to go on with after another, which nobody has chosen. One that was heard comes only when there is no other.
     *
     * @param after the song that it follows
     * @param heard the last {@value #MOST_HEARD} at most, the latest one at the end
     * @param unwanted songs that a person removed, which do not come. None from older versions
     */
    record Related(Track after, List<Track> heard, List<Track> unwanted) implements TrackQuery {
        /** The number of songs after which one may come again. */
        public static final int MOST_HEARD = 20;

        public Related {
            heard = List.copyOf(heard.subList(Math.max(0, heard.size() - MOST_HEARD), heard.size()));
            unwanted = List.copyOf(Objects.requireNonNullElse(unwanted, List.of()));
        }
    }

    private static FailureException refused(String detail) {
        return Failure.of(FailureCode.BAD_INPUT, detail).asException();
    }
}
