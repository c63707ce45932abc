package dev.muzon.assistant.channel;

import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.ChannelsApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The search in the posts of channels. A chat finds what is in its list only. */
@Component
class PostSearch {
    /** The library numbers posts in steps of this. */
    private static final int STEP = 20;

    private final ChannelLists lists;
    private final PostStore posts;

    PostSearch(ChannelLists lists, PostStore posts) {
        this.lists = lists;
        this.posts = posts;
    }

    /**
     * Finds posts.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code input.bad} for no words or too many
     */
    List<PostView> posts(long chat, String text, int limit) {
        return search(lists.readBy(chat), text, limit, false);
    }

    /** Finds posts with a song, as {@link #posts} does, in the operator's channels too. */
    List<PostView> songs(long chat, String text, int limit) {
        return search(lists.heardBy(chat), text, limit, true);
    }

    private List<PostView> search(List<Long> channels, String text, int limit, boolean songs) {
        List<String> words = PostWords.split(new TrackQuery.Text(text).text());
        if (words.isEmpty() || limit < 1 || limit > ChannelsApi.MOST) {
            throw Failure.of(FailureCode.BAD_INPUT, "a search for nothing, or for " + limit + " posts")
                    .asException();
        }
        List<StoredPost> found = posts.search(words, channels, limit, songs);
        Map<Long, StoredChannel> known =
                lists.known(found.stream().map(StoredPost::channel).collect(Collectors.toSet()));
        return found.stream()
                .flatMap(post ->
                        Optional.ofNullable(known.get(post.channel())).map(channel -> view(channel, post)).stream())
                .toList();
    }

    static PostView view(StoredChannel channel, StoredPost post) {
        long number = post.post() >> STEP;
        String link = channel.username() == null ? null : "https://t.me/" + channel.username() + "/" + number;
        return new PostView(
                post.channel(),
                channel.title(),
                post.post(),
                post.sent(),
                post.text(),
                link,
                song(post.song()),
                post.song() == null ? PostLinks.playable(post.links()).orElse(null) : null);
    }

    private static PostView.@Nullable Song song(StoredPost.@Nullable Song song) {
        if (song == null) {
            return null;
        }
        String file = song.fileName() == null ? "" : AudioFileName.withoutEnding(song.fileName());
        return new PostView.Song(
                song.title() == null ? file : song.title(), song.artist(), song.duration(), song.size());
    }
}
