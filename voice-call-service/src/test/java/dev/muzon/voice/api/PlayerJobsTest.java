package dev.muzon.voice.api;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.runtime.jobs.JobConsumer.Claim;
import dev.muzon.voice.session.SessionTestContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayerJobsTest {
    private final SessionTestContext world = new SessionTestContext();
    private final PlayerJobs jobs = new PlayerJobs(world.players(), world.published::put);

    @BeforeEach
    void fillTheInstance() {
        for (int i = 1; i <= 3; i++) {
            jobs.handle(request(-i), claim(Duration.ZERO));
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anotherInstanceMayTakeAFreshRequestForWhichThereIsNoRoomHere() {
        assertRefused(request(-9), Duration.ofSeconds(1), FailureCode.OWNED_ELSEWHERE);

        assertThat(world.published).doesNotContainKey("failed:tg:-9");
    }

    @Test
    void aPersonIsToldAfterSecondsThatThereIsNoRoomForMoreMusic() {
        assertRefused(request(-9), Duration.ofSeconds(6), FailureCode.NO_ROOM);

        assertThat(world.published.get("failed:tg:-9"))
                .isInstanceOfSatisfying(PlayerEvent.RequestFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.NO_ROOM);
                    assertThat(failed.chat()).isEqualTo(ChatRef.of(-9));
                });
    }

    @Test
    void aChatThatPlaysAlreadyNeedsNoMoreRoom() {
        jobs.handle(new EnqueueTracks("tg:more", ChatRef.of(-1), ANN, List.of(song("b")), 0), claim(Duration.ZERO));
    }

    @Test
    void aJobThatNobodyWaitsForIsLeftToAnotherInstance() {
        assertRefused(new StopPlayer(ChatRef.of(-9), 5), Duration.ofMinutes(1), FailureCode.OWNED_ELSEWHERE);
    }

    private void assertRefused(Job job, Duration age, FailureCode code) {
        assertThatThrownBy(() -> jobs.handle(job, claim(age)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
    }

    private static EnqueueTracks request(long chatId) {
        return new EnqueueTracks("tg:" + chatId, ChatRef.of(chatId), ANN, List.of(song("a")), 0);
    }

    private static Claim claim(Duration age) {
        return new Claim("job", 1, age);
    }
}
