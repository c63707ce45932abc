package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KilledInstanceTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration HEARD = Duration.ofSeconds(3);
    private static final long CHAT = -1000;

    private StubServices neighbours;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        mongo.clean();
        Ffmpeg ffmpeg = Ffmpeg.locate();
        neighbours = new StubServices(ffmpeg);
        neighbours.serve("song", new TestTones(ffmpeg, folder).tone("song", TestTones.Format.FLAC, 440, LENGTH));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        neighbours.close();
    }

    @Test
    void aRestartedInstanceGoesOnThoughItsOldLeaseStillRuns() throws IOException {
        Duration lease = Duration.ofHours(1);
        playAndKill(lease);

        try (ServiceProcess _ = start(lease)) {
            awaitGoingOn();
        }
    }

    @Test
    void anotherInstanceGoesOnWhenTheLeaseHasExpired() throws IOException {
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            playAndKill(Duration.ofSeconds(3));

            awaitGoingOn();
            await().atMost(LIMIT).until(() -> other.engine().heard(CHAT).length > 0);
        }
    }

    private void playAndKill(Duration lease) throws IOException {
        try (ServiceProcess killed = start(lease)) {
            await().atMost(LIMIT).until(killed::ready);
            Track song = new Track("song", "library", "Song", null, LENGTH, null);
            killed.handle(new EnqueueTracks("tg:1", ChatRef.of(CHAT), new Requester(7, "Ann"), List.of(song), 0));
            await().atMost(LIMIT).until(() -> killed.player(CHAT).position().compareTo(HEARD) > 0);
            assertThat(killed.openFiles()).anySatisfy(file -> assertThat(file).startsWith(recordings() + "/"));
        }
        assertThat(neighbours.beginnings()).containsExactly(Duration.ZERO);
        assertThat(recordings()).as("recordings that were left behind").isEmptyDirectory();
    }

    private void awaitGoingOn() {
        await().atMost(LIMIT).until(() -> neighbours.beginnings().size() > 1);
        assertThat(neighbours.beginnings().get(1)).isBetween(HEARD.minusSeconds(1), LENGTH);
    }

    private ServiceProcess start(Duration lease) throws IOException {
        List<String> settings =
                new ArrayList<>(List.of(RunningService.settings(mongo.uri(), neighbours.address(), port, lease)));
        settings.add("--muzon.voice.media.recordings=" + recordings());
        return new ServiceProcess(port, settings.toArray(String[]::new));
    }

    private Path recordings() {
        return folder.resolve("recordings");
    }
}
