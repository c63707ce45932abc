package dev.muzon.extractor.source.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.channel.ChannelRequest;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.NewChannel;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.ChannelSoundsApi;
import dev.muzon.runtime.contract.ChannelsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The songs of one private channel, which one chat has on its list. */
class ChannelSourceTest extends TrackSourceContract {
    private static final long CHAT = -7;
    private static final long STRANGERS = -8;
    private static final long CHANNEL = -1_001_234_567_890L;
    private static final DoorLimits LIMITS =
            new DoorLimits(1_000_000_000, Duration.ofSeconds(3), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private final List<PostView> posts = new ArrayList<>();
    private final List<String> ranges = new ArrayList<>();
    private byte[] sound;
    private int breaks;
    private boolean away;
    private Door door;
    private TrackSource shared;

    @BeforeEach
    void start() throws Exception {
        Path song = new TestTones(FFMPEG, folder).tone("song", Format.MP3, 440, Duration.ofSeconds(3));
        sound = Files.readAllBytes(song);
        posts.add(post(1, "Summer Rain", "for a quiet evening"));
        posts.add(post(2, "Summer Snow", ""));
        door = new Door((host, _) -> List.of(InetAddress.ofLiteral(host)), SSLContext.getDefault(), LIMITS);
        shared = new ChannelSource(new ChannelSongs(new Assistant()), door, new Ffprobe(FFMPEG));
    }

    @AfterEach
    void stop() {
        door.close();
    }

    private PostView post(long number, String title, String text) {
        var song = new PostView.Song(title, "Muzon Ensemble", Duration.ofSeconds(3), sound.length);
        return new PostView(CHANNEL, "Secret", number, Instant.EPOCH, text, null, song);
    }

    /** assistant-service as far as it is asked. */
    private final class Assistant implements Peers, ChannelsApi, ChannelSoundsApi {
        @Override
        public <T> T of(Peer peer, Class<T> contract, Duration patience) {
            return contract.cast(this);
        }

        @Override
        public <T> T at(URI address, Class<T> contract, Duration patience) {
            throw new UnsupportedOperationException("nothing here asks one instance");
        }

        @Override
        public <T> T streaming(Peer peer, Class<T> contract) {
            return contract.cast(this);
        }

        @Override
        public List<ChannelView> channels(long chat) {
            throw new UnsupportedOperationException("nothing here asks for lists");
        }

        @Override
        public ChannelRequest add(long chat, NewChannel channel) {
            throw new UnsupportedOperationException("nothing here adds");
        }

        @Override
        public void remove(String key, long chat) {
            throw new UnsupportedOperationException("nothing here removes");
        }

        @Override
        public List<PostView> posts(long chat, String q, int limit) {
            throw new UnsupportedOperationException("nothing here asks for words");
        }

        @Override
        public List<PostView> songs(long chat, String q, int limit) {
            if (away) {
                throw Failure.of(FailureCode.PEER_UNAVAILABLE, "away").asException();
            }
            List<String> words = List.of(q.toLowerCase(Locale.ROOT).split(" ", -1));
            return chat != CHAT
                    ? List.of()
                    : posts.stream()
                            .filter(post -> Arrays.asList((post.song().title() + " "
                                                    + post.song().artist() + " " + post.text())
                                            .toLowerCase(Locale.ROOT)
                                            .split(" ", -1))
                                    .containsAll(words))
                            .toList();
        }

        @Override
        public PostView song(long channel, long post, long chat) {
            return posts.stream()
                    .filter(known -> chat == CHAT && known.channel() == channel && known.post() == post)
                    .findFirst()
                    .orElseThrow(() ->
                            Failure.of(FailureCode.SOURCE_NOT_FOUND, "none").asException());
        }

        @Override
        public InputStream open(long channel, long post, long chat, String range) {
            song(channel, post, chat);
            ranges.add(range);
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            int to = breaks-- > 0 ? Math.min(sound.length, from + 10_000) : sound.length;
            return new ByteArrayInputStream(sound, from, to - from);
        }
    }

    @Override
    protected TrackSource source() {
        return shared.in(CHAT);
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Text("summer rain");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Text("something else");
    }

    @Test
    void theWordsOfThePostAndSomeOfTheWordsFindTheSongToo() throws Exception {
        assertThat(source().resolve(new TrackQuery.Text("quiet evening"))
                        .getFirst()
                        .title())
                .isEqualTo("Summer Rain");
        assertThat(source().resolve(new TrackQuery.Text("Summer Rain by Muzon Ensemble"))
                        .getFirst()
                        .title())
                .isEqualTo("Summer Rain");
    }

    @Test
    void aPostPlaysItsOwnSongAndNoOther() throws Exception {
        FoundTrack found = source().resolve(new TrackQuery.Post(CHANNEL, 2)).getFirst();

        assertThat(found.title()).isEqualTo("Summer Snow");
        assertThat(found.artist()).isEqualTo("Muzon Ensemble");
        assertThat(found.reference()).isEqualTo(CHANNEL + "/2");
    }

    @Test
    void aPostWithoutASongStandsForTheLinkInItsWordsWhereItsChannelIsListed() {
        String link = "https://youtu.be/abcdefghijk";
        posts.add(new PostView(CHANNEL, "Secret", 3, Instant.EPOCH, "hear this", null, null, link));
        var post = new TrackQuery.Post(CHANNEL, 3);

        assertThat(source().meaning(post)).isEqualTo(new TrackQuery.Link(link));
        assertThat(shared.in(STRANGERS).meaning(post)).isEqualTo(post);
        assertThat(source().meaning(new TrackQuery.Post(CHANNEL, 2))).isEqualTo(new TrackQuery.Post(CHANNEL, 2));
        assertThat(source().meaning(new TrackQuery.Post(CHANNEL, 99))).isEqualTo(new TrackQuery.Post(CHANNEL, 99));
    }

    @Test
    void aConnectionThatBreaksIsReplacedAtTheSameByte() throws Exception {
        breaks = 3;

        FoundTrack found = source().resolve(present()).getFirst();

        assertThat(found.media().duration()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3100));
        assertThat(ranges).contains("bytes=0-", "bytes=10000-");
    }

    @Test
    void anotherChatNeitherFindsNorListsNorHearsTheSong() throws Exception {
        TrackSource theirs = shared.in(STRANGERS);
        FoundTrack found = source().resolve(present()).getFirst();

        assertRefused(() -> theirs.resolve(present()), FailureCode.NOTHING_FOUND);
        assertRefused(() -> theirs.resolve(new TrackQuery.Post(CHANNEL, 1)), FailureCode.SOURCE_NOT_FOUND);
        assertThat(theirs.list("summer rain", 5)).isEmpty();
        assertRefused(() -> theirs.find(found), FailureCode.SOURCE_NOT_FOUND);
        assertRefused(() -> theirs.open(found.reference()), FailureCode.SOURCE_NOT_FOUND);
        assertThat(theirs).isNotEqualTo(source());
    }

    @Test
    void whereNoChatIsNamedNothingIsFoundAndNothingHeard() throws Exception {
        FoundTrack found = source().resolve(present()).getFirst();

        assertThat(shared.answers(present())).isFalse();
        assertThat(shared.list("summer rain", 5)).isEmpty();
        assertRefused(() -> shared.open(found.reference()), FailureCode.SOURCE_NOT_FOUND);
    }

    @Test
    void soundOfChannelsIsNeverKept() throws Exception {
        FoundTrack found = source().resolve(present()).getFirst();
        assertThat(source().freshFor()).isZero();
        try (MediaInput input = source().open(found.reference())) {
            assertThat(input.bytes()).isNull();
        }
    }

    @Test
    void anAssistantServiceThatIsAwayLeavesTheSearchToOtherSources() {
        away = true;
        assertRefused(() -> source().resolve(present()), FailureCode.SOURCE_UNAVAILABLE);
    }

    private static void assertRefused(ThrowingCallable call, FailureCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }
}
