package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Tests that a hundred hostile links at once reach nothing inside and hold up no other chat. */
@Timeout(240)
class HostileLinksTest extends ServiceFixture {
    private static final int LINKS = 100;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int SPARE_FILES = 30;
    private static final long SPARE_HEAP = 24L << 20;

    @Test
    void aHundredLinksThatHangHoldUpNoRequestForWords() throws Exception {
        find(query(Format.MP3));
        var released = new CountDownLatch(1);
        try (TestWeb silent = TestWeb.on("127.0.0.1").serve("/hang/", _ -> hold(released))) {
            for (int i = 0; i < LINKS; i++) {
                publish("hang-" + i, i, new TrackQuery.Link(silent.url("/hang/" + i + ".mp3")));
            }
            publish("words", LINKS, query(Format.MP3));

            Map<String, Boolean> answered = answersUntil("words"::equals);

            assertThat(answered).containsEntry("words", true).doesNotContainKey("hang-" + (LINKS - 1));
            released.countDown();
            answers(LINKS + 1 - answered.size());
        } finally {
            released.countDown();
        }
    }

    private static void hold(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHundredLinksToTheInsideReachNothingThereAndLeaveNothingBehind() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.2"))) {
            var reached = new AtomicInteger();
            Thread.ofVirtual().start(() -> count(inside, reached));
            List<String> links = linksTo(inside.getLocalPort());
            round("warm-up", links, links.size());
            long before = openFiles();
            long heapBefore = usedHeap();

            round("inside", links, LINKS);

            assertThat(reached).hasValue(0);
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(ProcessHandle.current().descendants().filter(HostileLinksTest::isOfFfmpeg))
                        .isEmpty();
                assertThat(openFiles()).isLessThan(before + SPARE_FILES);
                assertThat(usedHeap()).isLessThan(heapBefore + SPARE_HEAP);
            });
        }
    }

    private static boolean isOfFfmpeg(ProcessHandle child) {
        return child.info().command().orElse("").contains("ffmpeg");
    }

    private static List<String> linksTo(int port) {
        String host = "http://127.0.0.2:" + port + "/";
        web.text("/segments.m3u8", "application/vnd.apple.mpegurl", """
            #EXTM3U
            #EXT-X-TARGETDURATION:5
            #EXT-X-KEY:METHOD=AES-128,URI="%skey"
            #EXTINF:5,
            %ssegment.ts
            #EXTINF:5,
            httpproxy://127.0.0.2:%d/x.ts
            #EXTINF:5,
            file:///etc/passwd
            #EXT-X-ENDLIST
            """.formatted(host, host, port));
        web.text("/list.m3u", "audio/x-mpegurl", "#EXTM3U\n" + host + "a.mp3\n");
        web.text("/list.pls", "audio/x-scpls", "[playlist]\nFile1=" + host + "a.mp3\nNumberOfEntries=1\n");
        web.redirect("/to-inside.mp3", host + "song.mp3");
        return List.of(
                host + "song.mp3",
                "http://2130706434:" + port + "/song.mp3",
                "http://0x7f000002:" + port + "/song.mp3",
                "http://0177.0.0.2:" + port + "/song.mp3",
                "http://[::ffff:127.0.0.2]:" + port + "/song.mp3",
                "http://someone@127.0.0.2:" + port + "/song.mp3",
                "https://127.0.0.2:" + port + "/song.mp3",
                web.url("/to-inside.mp3"),
                web.url("/segments.m3u8"),
                web.url("/list.m3u"),
                web.url("/list.pls"));
    }

    private void round(String name, List<String> links, int count) {
        for (int i = 0; i < count; i++) {
            // Another link each time, so that none is answered from memory.
            publish(name + "-" + i, i, new TrackQuery.Link(links.get(i % links.size()) + "?" + name + i));
        }
        answers(count);
    }

    private static void count(ServerSocket inside, AtomicInteger reached) {
        while (!inside.isClosed()) {
            try (var _ = inside.accept()) {
                reached.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long openFiles() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    private void publish(String id, int chat, TrackQuery query) {
        publisher.publish(
                id, new ResolveTracks(id, ChatRef.of(-1000 - chat), new Requester(1000 + chat, "Ann"), query));
    }

    private void answers(int count) {
        var seen = new HashSet<String>();
        answersUntil(id -> {
            seen.add(id);
            return seen.size() == count;
        });
    }

    /**
     * Takes answers, up to the one that is waited for.
     *
     * @return the requests, and whether something was found for them
     */
    private Map<String, Boolean> answersUntil(Predicate<String> last) {
        var answered = new HashMap<String, Boolean>();
        await().atMost(LONG).until(() -> {
            ClaimedJob answer = queue.claim(Queues.PLAYER, "test", PATIENCE)
                    .or(() -> queue.claim(Queues.GATEWAY, "test", PATIENCE))
                    .orElse(null);
            if (answer == null) {
                return false;
            }
            queue.complete(answer);
            Job told = JsonMapper.shared().readValue(answer.payload(), Job.class);
            String id = told instanceof EnqueueTracks found
                    ? found.requestId()
                    : ((PlayerEvent.RequestFailed) told).requestId();
            answered.put(id, told instanceof EnqueueTracks);
            return last.test(id);
        });
        return answered;
    }
}
