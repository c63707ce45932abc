package dev.muzon.assistant.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.assistant.post.Channel;
import dev.muzon.assistant.post.Entrance;
import dev.muzon.assistant.post.HeardMessage;
import dev.muzon.assistant.post.Post;
import dev.muzon.assistant.post.PostSound;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.config.Secret;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Tests of histories against a channel in memory: limits by day, and readings that end in the middle. */
class ChannelHistoryTest {
    private static final int PAGE = 10;
    private static final int PER_DAY = 8;
    private static final Instant MORNING = Instant.parse("2030-01-02T06:00:00Z");
    private static final AtomicLong CHANNELS = new AtomicLong(-1_000_000_000_001L);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final long channel = CHANNELS.decrementAndGet();
    private final List<Post> there = new ArrayList<>();
    private final List<Long> pages = new ArrayList<>();
    private int pagesUntilTheEnd = Integer.MAX_VALUE;
    private ChannelStore channels;
    private PostStore posts;
    private StoredChannel stored;

    @BeforeEach
    void join() {
        var template = new MongoTemplate(mongo.client(), mongo.database().getName());
        var documents = new StoredDocuments(template, new FailureLog(FailureClassifier.of(List.of()), List.of()));
        channels = new ChannelStore(template, documents);
        posts = new PostStore(template, documents);
        stored = channels.keep(new Channel(channel, "Night", null), "main");
    }

    /** Makes a history as a process that has just started has it. */
    private ChannelHistory history(int most, int perDay) {
        return new ChannelHistory(channels, posts, new ChannelsProperties(20, most, perDay, new Secret("")), meters);
    }

    private Post post(int number, Duration after) {
        var post = new Post(channel, number, MORNING.plus(after), "number " + number, List.of(), null);
        there.add(post);
        return post;
    }

    /** A channel that is away after some pages, as it is for a process that ends. */
    private final class Telegram implements Posts {
        @Override
        public Entrance join(ChannelAddress address) {
            throw new UnsupportedOperationException("it is joined");
        }

        @Override
        public Optional<Channel> joined(ChannelAddress address) {
            throw new UnsupportedOperationException("it is joined");
        }

        @Override
        public Page read(long from, long before) {
            if (pagesUntilTheEnd-- <= 0) {
                throw Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "away").asException();
            }
            pages.add(before);
            List<Post> page = there.stream()
                    .filter(post -> before == 0 || post.id() < before)
                    .sorted(Comparator.comparingLong(Post::id).reversed())
                    .limit(PAGE)
                    .toList();
            return new Page(page, page.isEmpty() ? 0 : page.getLast().id());
        }

        @Override
        public Optional<Post> find(long from, long postId) {
            throw new UnsupportedOperationException("nothing is edited");
        }

        @Override
        public PostSound sound(long from, long postId) {
            throw new UnsupportedOperationException("nothing is heard");
        }

        @Override
        public Optional<HeardMessage> message(long chat, int message) {
            throw new UnsupportedOperationException("no message is heard");
        }

        @Override
        public Optional<HeardMessage> message(String name, int message) {
            throw new UnsupportedOperationException("no message is heard");
        }

        @Override
        public void leave(long from) {
            throw new UnsupportedOperationException("it is not left");
        }
    }

    private List<Long> kept() {
        return posts.of(channel).stream().map(StoredPost::post).sorted().toList();
    }

    @Test
    void ofEachDayOnlySoManyPostsAreKept() throws Exception {
        for (int day = 0; day < 3; day++) {
            for (int i = 0; i < PER_DAY + 4; i++) {
                post(1 + day * 100 + i, Duration.ofDays(day).plusMinutes(i));
            }
        }

        history(1000, PER_DAY).read(stored, new Telegram());

        assertThat(kept()).hasSize(3 * PER_DAY).contains(12L, 112L, 212L).doesNotContain(4L, 104L, 204L);
        assertThat(meters.get("muzon.channels.posts.left.out").counter().count())
                .isEqualTo(12);
    }

    @Test
    void aPostBeyondItsDaysLimitIsLeftOutAndTheNextDayHasRoomAgain() {
        ChannelHistory history = history(1000, PER_DAY);
        for (int i = 1; i <= PER_DAY + 1; i++) {
            history.take(post(i, Duration.ofMinutes(i)));
        }
        history.take(post(100, Duration.ofHours(18)));

        assertThat(kept()).hasSize(PER_DAY + 1).contains(100L).doesNotContain(PER_DAY + 1L);
    }

    @Test
    void anEditOfAKeptPostIsTakenAlthoughItsDayIsFull() {
        ChannelHistory history = history(1000, 1);
        history.take(post(1, Duration.ZERO));

        history.take(new Post(channel, 1, MORNING, "another word", List.of(), null));

        assertThat(posts.find(channel, 1).orElseThrow().text()).isEqualTo("another word");
    }

    @Test
    void whatAnEarlierReadingKeptCountsForItsDay() throws Exception {
        for (int i = 1; i <= PER_DAY; i++) {
            post(i, Duration.ofMinutes(i));
        }
        history(1000, PER_DAY).read(stored, new Telegram());
        post(50, Duration.ofHours(1));

        history(1000, PER_DAY).read(stored, new Telegram());

        assertThat(kept()).hasSize(PER_DAY).doesNotContain(50L);
    }

    @Test
    void aReadingThatEndedInTheMiddleIsCompletedByTheNextProcess() throws Exception {
        for (int i = 1; i <= 5 * PAGE; i++) {
            post(i, Duration.ofHours(i));
        }
        pagesUntilTheEnd = 2;
        assertThatThrownBy(() -> history(1000, 1000).read(stored, new Telegram()))
                .isInstanceOf(FailureException.class);
        assertThat(kept()).hasSize(2 * PAGE);
        assertThat(channels.channel(channel).orElseThrow().complete()).isFalse();

        pagesUntilTheEnd = Integer.MAX_VALUE;
        history(1000, 1000).read(stored, new Telegram());

        assertThat(kept()).hasSize(5 * PAGE);
        assertThat(channels.channel(channel).orElseThrow().complete()).isTrue();
        pages.clear();
        history(1000, 1000).read(stored, new Telegram());
        assertThat(pages).hasSize(2);
    }
}
