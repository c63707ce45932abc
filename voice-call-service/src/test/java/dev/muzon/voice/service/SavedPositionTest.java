package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of when it is written to the store that the music went on. */
class SavedPositionTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final PlayerId PLAYER = new PlayerId(-3000);

    @TempDir
    Path folder;

    @Test
    void aLookAtAPlayerWritesNothingButItsDrainingDoes() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        try (var neighbours = new StubServices(ffmpeg)) {
            neighbours.serve("scale", new TestTones(ffmpeg, folder).tonePerSecond("scale", TestTones.Format.FLAC, 40));
            var running = new AtomicReference<RunningService>();
            var chat = new Chat(PLAYER.chatId(), running::get);
            try (var service = new RunningService(mongo.uri(), neighbours.address(), Duration.ofHours(1))) {
                running.set(service);
                chat.enqueue("a", new Track("scale", "library", "scale", null, Duration.ofSeconds(40), null));
                await().atMost(LIMIT).until(() -> chat.view().state() == PlayerState.PLAYING);
                chat.awaitSound(Duration.ofSeconds(1));
                Document before = saved();

                await().atMost(LIMIT).until(() -> chat.view().position().compareTo(Duration.ofSeconds(4)) > 0);

                assertThat(saved()).isEqualTo(before);
            }
            await().atMost(LIMIT).until(() -> position(saved()).toSeconds() >= 4);
        }
    }

    private static Document saved() {
        return mongo.database().getCollection("players").find().first();
    }

    private static Duration position(Document player) {
        return Duration.parse(player.getEmbedded(List.of("saved", "player", "position"), String.class));
    }
}
