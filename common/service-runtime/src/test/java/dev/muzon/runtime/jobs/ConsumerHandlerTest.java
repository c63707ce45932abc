package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ConsumerHandlerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final JobType<Note> TYPE = JobType.of("note", Note.class, "notes")
            .attempts(3)
            .lifetime(Duration.ofMinutes(10))
            .retriedFor(MINUTE);
    private static final Failure BUSY = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "busy");

    private final Notes notes = new Notes();
    private final List<Failure> reported = new ArrayList<>();
    private final JobCodec codec = new JobCodec(JsonMapper.shared());
    private final ConsumerHandler<Note> handler = new ConsumerHandler<>(
            TYPE,
            notes,
            codec,
            new FailureLog(FailureClassifier.of(List.of()), List.of(reported::add)),
            new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(100), 0));

    /** A job that only one service knows. */
    record Note(
            String key,
            String text,
            int pages,
            List<String> tags,
            @Nullable Paper paper,
            @Nullable Ink ink) implements JobPayload {
        Note(String key, String text, int pages, List<String> tags) {
            this(key, text, pages, tags, null, null);
        }

        @Override
        public JobType<?> type() {
            return TYPE;
        }
    }

    /** A value of which a newer version may know more. */
    enum Paper {
        LINED
    }

    /** A kind of which a newer version may know more. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes(@JsonSubTypes.Type(value = Blue.class, name = "blue"))
    interface Ink {}

    record Blue() implements Ink {}

    /** A consumer that fails as told and remembers what it was told. */
    private static final class Notes implements JobConsumer<Note> {
        private final List<Note> handled = new ArrayList<>();
        private final List<Failure> givenUp = new ArrayList<>();
        private @Nullable Throwable failing;
        private boolean deaf;

        @Override
        public Set<JobType<Note>> types() {
            return Set.of(TYPE);
        }

        @Override
        public void handle(Note job, Claim claim) {
            handled.add(job);
            switch (failing) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case null, default -> {}
            }
        }

        @Override
        public void gaveUp(Note job, Claim claim, Failure failure) {
            if (deaf) {
                throw BUSY.asException();
            }
            givenUp.add(failure);
        }
    }

    private JobOutcome run(int attempt, Duration age) throws InterruptedException {
        return run(attempt, age, "{\"key\":\"k\",\"text\":\"t\",\"pages\":1,\"tags\":[]}");
    }

    private JobOutcome run(int attempt, Duration age, String payload) throws InterruptedException {
        return handler.handle(new ClaimedJob(
                "note:1",
                "notes",
                "note",
                payload,
                "k",
                attempt,
                14,
                1,
                NewJob.DEFAULT_KEPT,
                age,
                Duration.ZERO,
                null));
    }

    @Test
    void aJobThatThisInstanceCannotDoGoesToAnotherWithoutAnAttempt() throws InterruptedException {
        for (FailureCode code : List.of(FailureCode.DRAINING, FailureCode.OWNED_ELSEWHERE)) {
            notes.failing = Failure.of(code, "not here").asException();

            assertThat(run(3, Duration.ZERO)).isEqualTo(JobOutcome.release(Duration.ofMillis(500)));
            assertThat(run(1, MINUTE)).isInstanceOf(JobOutcome.Bury.class);
        }
        assertThat(notes.givenUp).hasSize(2);
    }

    @Test
    void aJobThatOnlyOneServiceKnowsGoesThroughTheQueue() throws InterruptedException {
        var note = new Note("chat-1", "hello", 2, List.of("a"));
        NewJob stored = codec.encode("note:1", note, 7);

        assertThat(stored.type()).isEqualTo("note");
        assertThat(stored.queue()).isEqualTo("notes");
        assertThat(stored.key()).isEqualTo("chat-1");
        assertThat(run(1, Duration.ZERO, stored.payload())).isEqualTo(JobOutcome.done());
        assertThat(notes.handled).containsExactly(note);
    }

    @Test
    void fieldsThatAnOlderVersionDidNotWriteHaveDefaults() throws InterruptedException {
        run(1, Duration.ZERO, "{\"key\":\"k\",\"text\":\"t\",\"fromTomorrow\":true}");

        assertThat(notes.handled).containsExactly(new Note("k", "t", 0, List.of()));
    }

    @Test
    void anUnreadableJobIsDeadAtOnceWithItsReason() throws InterruptedException {
        assertThat(run(1, Duration.ZERO, "{\"pages\":\"many\"}"))
                .isInstanceOfSatisfying(
                        JobOutcome.Bury.class,
                        bury -> assertThat(bury.error())
                                .startsWith("job.malformed")
                                .contains("many"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"key\":\"k\",\"paper\":\"DOTTED\"}", "{\"key\":\"k\",\"ink\":{\"by\":\"red\"}}"})
    void aJobWithAKindThatOnlyANewerVersionKnowsIsLeftToItAndThenThePersonIsTold(String payload)
            throws InterruptedException {
        assertThat(run(1, Duration.ofSeconds(59), payload)).isInstanceOf(JobOutcome.Release.class);
        assertThat(notes.givenUp).isEmpty();

        assertThat(run(1, MINUTE, payload))
                .isInstanceOfSatisfying(
                        JobOutcome.Bury.class, bury -> assertThat(bury.error()).startsWith("job.malformed"));
        assertThat(notes.givenUp).singleElement().extracting(Failure::code).isEqualTo(FailureCode.MALFORMED_JOB);
    }

    @Test
    void aFailureThatPassesIsRetriedByTheBackoff() throws InterruptedException {
        notes.failing = BUSY.asException();

        assertThat(run(2, Duration.ofSeconds(10)))
                .isEqualTo(JobOutcome.retryAfter(Duration.ofSeconds(20), "source.unavailable: busy"));
        assertThat(notes.givenUp).isEmpty();
    }

    @Test
    void theLastRetryComesAtTheEndOfTheTimeForRetries() throws InterruptedException {
        notes.failing = BUSY.asException();

        assertThat(run(3, Duration.ofSeconds(40)))
                .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> assertThat(retry.delay()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    @Test
    void afterTheTimeForRetriesTheConsumerHearsTheFailureBeforeTheJobIsDead() throws InterruptedException {
        notes.failing = BUSY.asException();

        assertThat(run(4, MINUTE)).isEqualTo(JobOutcome.bury("source.unavailable: busy"));
        assertThat(notes.givenUp).containsExactly(BUSY);
    }

    /** Runs a search for music that our own store keeps from ending. */
    private static JobOutcome searched(int attempt, Duration age, List<Failure> told) throws InterruptedException {
        var codec = new JobCodec(JsonMapper.shared());
        var request = new ResolveTracks(
                "r", new ChatRef(-1, "Chat", null), new Requester(7, "Ann"), new TrackQuery.Text("nocturne"));
        NewJob job = codec.encode("resolve:r", request, 14);
        JobConsumer<ResolveTracks> consumer = new JobConsumer<>() {
            @Override
            public Set<JobType<ResolveTracks>> types() {
                return Set.of(JobTypes.RESOLVE_TRACKS);
            }

            @Override
            public void handle(ResolveTracks query, Claim claim) {
                throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
            }

            @Override
            public void gaveUp(ResolveTracks query, Claim claim, Failure failure) {
                told.add(failure);
            }
        };
        return new ConsumerHandler<>(
                        JobTypes.RESOLVE_TRACKS,
                        consumer,
                        codec,
                        new FailureLog(FailureClassifier.of(List.of()), List.of()),
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0))
                .handle(new ClaimedJob(
                        job.id(),
                        job.queue(),
                        job.type(),
                        job.payload(),
                        job.key(),
                        attempt,
                        14,
                        1,
                        NewJob.DEFAULT_KEPT,
                        age,
                        Duration.ZERO,
                        null));
    }

    @Test
    void aRequestForMusicIsTriedAgainForAsLongAsAPersonWaits() throws InterruptedException {
        List<Failure> told = new ArrayList<>();

        assertThat(searched(5, Duration.ofSeconds(59), told)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(told).isEmpty();
        assertThat(searched(5, Duration.ofSeconds(60), told)).isInstanceOf(JobOutcome.Bury.class);
        assertThat(told).extracting(Failure::code).containsExactly(FailureCode.STORE_UNAVAILABLE);
    }

    @Test
    void aTimeThatTheFailureNamesBeyondTheTimeForRetriesIsNotWaitedFor() throws InterruptedException {
        notes.failing = Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "busy", MINUTE)
                .asException();

        assertThat(run(1, Duration.ofSeconds(5))).isInstanceOf(JobOutcome.Bury.class);
    }

    @Test
    void anErrorIsRetriedAsOftenAsTheTypeSays() throws InterruptedException {
        notes.failing = new StackOverflowError("deep");

        assertThat(run(2, Duration.ZERO)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(run(3, Duration.ZERO)).isInstanceOf(JobOutcome.Bury.class);
        assertThat(notes.givenUp).hasSize(1).hasOnlyElementsOfType(Failure.Critical.class);
    }

    @Test
    void aUserErrorBuriesTheJobWithoutTellingThePersonAgain() throws InterruptedException {
        notes.failing = Failure.of(FailureCode.NOTHING_FOUND, "nothing").asException();

        assertThat(run(1, Duration.ZERO)).isInstanceOf(JobOutcome.Bury.class);
        assertThat(notes.givenUp).isEmpty();
    }

    @Test
    void aJobThatItsConsumerCannotReadIsDeadAtOnce() throws InterruptedException {
        notes.failing = Failure.of(FailureCode.MALFORMED_JOB, "no pages").asException();

        assertThat(run(1, Duration.ZERO)).isEqualTo(JobOutcome.bury("job.malformed: no pages"));
        assertThat(notes.givenUp).isEmpty();
    }

    @Test
    void aJobThatWaitedLongerThanItsLifetimeIsNotBegun() throws InterruptedException {
        assertThat(run(1, Duration.ofMinutes(5))).isEqualTo(JobOutcome.done());
        assertThat(run(1, Duration.ofMinutes(11))).isInstanceOf(JobOutcome.Bury.class);
        assertThat(notes.handled).hasSize(1);
        assertThat(notes.givenUp).hasSize(1);
    }

    @Test
    void aJobWhoseOwnersDiedIsGivenUpAfterTheTimeForRetries() throws InterruptedException {
        assertThat(run(3, Duration.ofMinutes(2))).isInstanceOf(JobOutcome.Bury.class);
        assertThat(notes.givenUp).hasSize(1);
        assertThat(notes.handled).isEmpty();
    }

    @Test
    void aJobIsNotDeadBeforeThePersonWasTold() throws InterruptedException {
        notes.failing = BUSY.asException();
        notes.deaf = true;

        assertThat(run(4, MINUTE)).isInstanceOf(JobOutcome.Release.class);
    }

    @Test
    void aFailureThatTheConsumerHadReportedWasReportedAgain() throws InterruptedException {
        notes.failing = new JobConsumer.Reported(BUSY.asException());

        assertThat(run(1, Duration.ZERO)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(reported).isEmpty();

        notes.failing = BUSY.asException();
        assertThat(run(1, Duration.ZERO)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(reported).containsExactly(BUSY);
    }
}
