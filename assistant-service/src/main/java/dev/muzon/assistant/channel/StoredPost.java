package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A post as it is stored.
 *
 * @param post its id in the channel
 * @param song null when it has no sound
 * @param words what it is found by, see {@link PostWords}
 */
@Document("channelPosts")
record StoredPost(
        @Id String id,
        long channel,
        long post,
        Instant sent,
        String text,
        List<String> links,
        @Nullable Song song,
        List<String> words) {
    static final String CHANNEL = "channel";
    static final String POST = "post";
    static final String SENT = "sent";
    static final String WORDS = "words";
    static final String SONG = "song";

    StoredPost {
        Objects.requireNonNull(sent, "sent");
        text = Objects.requireNonNullElse(text, "");
        links = Objects.requireNonNullElseGet(links, List::of);
        words = Objects.requireNonNullElseGet(words, List::of);
    }

    /** The sound of a post, see {@link Post.Sound}. */
    record Song(
            String uniqueId,
            @Nullable String title,
            @Nullable String artist,
            @Nullable String fileName,
            @Nullable Duration duration,
            long size) {
        static @Nullable Song of(Post.@Nullable Sound sound) {
            return sound == null
                    ? null
                    : new Song(
                            sound.uniqueId(),
                            sound.title(),
                            sound.artist(),
                            sound.fileName(),
                            sound.duration(),
                            sound.size());
        }
    }

    static StoredPost of(Post post) {
        return new StoredPost(
                id(post.channel(), post.id()),
                post.channel(),
                post.id(),
                post.sent(),
                post.text(),
                post.links(),
                Song.of(post.sound()),
                PostWords.of(post));
    }

    static String id(long channel, long post) {
        return StoredChannel.key(channel) + ":" + post;
    }
}
