package dev.muzon.extractor.source.channel;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.Way;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.LongestWords;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.library.LibraryIndex;
import dev.muzon.extractor.source.library.LibraryTrack;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The songs of the channels on one chat's list. assistant-service refuses all others, whatever a reference says. */
record ChatChannels(ChannelSongs songs, Door door, Ffprobe ffprobe, long chat) implements TrackSource {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(15);

    @Override
    public String name() {
        return ChannelSource.NAME;
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.WORDS), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Text || query instanceof TrackQuery.Post;
    }

    /** Returns the link of a post without a song. Why a post cannot be had is told by the search for it. */
    @Override
    public TrackQuery meaning(TrackQuery query) {
        if (!(query instanceof TrackQuery.Post(long channel, long number))) {
            return query;
        }
        try {
            PostView post = songs.song(chat, new PostReference(channel, number));
            return post.song() == null && post.plays() != null ? new TrackQuery.Link(post.plays()) : query;
        } catch (FailureException _) {
            return query;
        }
    }

    @Override
    public boolean isExtra() {
        return true;
    }

    @Override
    public boolean isWaitedFor() {
        return true;
    }

    /** Returns the time for the first bytes from a data centre that may be far away. */
    @Override
    public Duration patience() {
        return PROBE_LIMIT;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        return switch (query) {
            case TrackQuery.Text(String words) -> List.of(find(best(words)));
            case TrackQuery.Post(long channel, long post) ->
                List.of(found(songs.song(chat, new PostReference(channel, post))));
            default -> throw new IllegalArgumentException("neither words nor a post: " + query);
        };
    }

    private FoundTrack best(String words) throws InterruptedException {
        return list(words, 1).stream()
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.NOTHING_FOUND, "no channel of this chat has a song like this")
                        .asException());
    }

    /** Lists songs by how well the words fit. The words of the post count too, and less than those of the song. */
    @Override
    public List<FoundTrack> list(String words, int limit) throws InterruptedException {
        Map<String, PostView> posts = posts(words);
        List<LibraryTrack> tracks = posts.entrySet().stream()
                .map(it -> indexed(it.getKey(), it.getValue()))
                .toList();
        return new LibraryIndex(tracks)
                .search(words, limit).stream()
                        .map(track -> listed(Objects.requireNonNull(posts.get(track.path()))))
                        .toList();
    }

    private Map<String, PostView> posts(String words) {
        Map<String, PostView> posts = new LinkedHashMap<>();
        songs.search(chat, words).forEach(post -> posts.put(key(post), post));
        if (posts.isEmpty()) {
            for (String word : LongestWords.of(words)) {
                songs.search(chat, word).forEach(post -> posts.put(key(post), post));
            }
        }
        return posts;
    }

    private static String key(PostView post) {
        return new PostReference(post.channel(), post.post()).toString();
    }

    private static LibraryTrack indexed(String key, PostView post) {
        PostView.Song song = song(post);
        return new LibraryTrack(
                key,
                song.title(),
                song.artist(),
                Track.labelOf(post.text()),
                FoundTrack.unprobed(song.duration()),
                song.size(),
                0);
    }

    private static PostView.Song song(PostView post) {
        PostView.Song song = post.song();
        if (song == null || song.size() <= 0) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "the post has no sound")
                    .asException();
        }
        return song;
    }

    private static FoundTrack listed(PostView post) {
        return track(post, FoundTrack.unprobed(song(post).duration()));
    }

    private static FoundTrack track(PostView post, MediaInfo media) {
        PostView.Song song = song(post);
        @Nullable String link = post.link();
        return new FoundTrack(key(post), key(post), song.title(), song.artist(), link, media);
    }

    @Override
    public FoundTrack find(FoundTrack listed) throws InterruptedException {
        return found(songs.song(chat, PostReference.parse(listed.reference())));
    }

    private FoundTrack found(PostView post) throws InterruptedException {
        try (Way way = way(post)) {
            return track(post, DoorInput.probe(way, ffprobe, PROBE_LIMIT));
        }
    }

    private Way way(PostView post) {
        var place = new PostReference(post.channel(), post.post());
        return door.serve(new PostSound(songs, chat, place, song(post).size()));
    }

    @Override
    public MediaInput open(String reference) {
        return DoorInput.playing(way(songs.song(chat, PostReference.parse(reference))));
    }
}
