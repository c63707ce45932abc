package dev.muzon.coordination.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every queue. */
abstract class JobQueueContract extends JobLaneContract {
    @Test
    void aPublishedJobIsClaimedWithAllItsFields() {
        queue.publish(new NewJob("tg:1", QUEUE, "player.enqueue", "{\"a\":\"ночь\"}", "chat-1", 7, 0, 3, KEPT));
        clock.advance(Duration.ofSeconds(2));

        ClaimedJob claimed = claim();

        assertThat(claimed)
                .isEqualTo(new ClaimedJob(
                        "tg:1",
                        QUEUE,
                        "player.enqueue",
                        "{\"a\":\"ночь\"}",
                        "chat-1",
                        1,
                        3,
                        claimed.token(),
                        KEPT,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        null));
        assertNothingToClaim();
        assertThat(queue.complete(claimed)).isTrue();
        assertNothingToClaim();
    }

    @Test
    void aJobKeepsItsTraceThroughEveryAttempt() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        queue.publish(job("tg:1").tracedAs(trace));

        ClaimedJob first = claim();
        assertThat(first.trace()).isEqualTo(trace);
        queue.fail(first, "not yet", Duration.ZERO);

        assertThat(claim().trace()).isEqualTo(trace);
    }

    @Test
    void anIdPublishedTwiceIsOneJob() {
        assertThat(queue.publish(job("tg:1"))).isTrue();
        assertThat(queue.publish(job("tg:1"))).isFalse();
        queue.complete(claim());

        assertThat(queue.publish(job("tg:1"))).as("also when it is done").isFalse();
        assertNothingToClaim();
    }

    @Test
    void jobsPublishedTogetherKeepTheirOrderAndSkipWhatIsThereAlready() {
        queue.publish(keyed("a", "chat-1", 1));

        assertThat(queue.publishAll(List.of(
                        keyed("b", "chat-1", 2),
                        keyed("a", "chat-1", 3),
                        keyed("c", "chat-1", 4),
                        keyed("d", "chat-2", 5))))
                .as("the new ones")
                .containsExactlyInAnyOrder("b", "c", "d");

        assertThat(Stream.of(claimSoon(), claimSoon()).map(ClaimedJob::id)).containsExactlyInAnyOrder("a", "d");
    }

    @Test
    void aLanePublishedTogetherRunsInOrder() {
        queue.publishAll(List.of(keyed("c", "chat-1", 3), keyed("a", "chat-1", 1), keyed("b", "chat-1", 2)));

        for (String id : List.of("a", "b", "c")) {
            ClaimedJob job = claimSoon();
            assertThat(job.id()).isEqualTo(id);
            queue.complete(job);
        }
    }

    @Test
    void jobsThatAreSkippedNeitherRunNorComeAgain() {
        queue.publish(keyed("a", "chat-1", 1));
        ClaimedJob head = claimSoon();
        queue.publishAll(List.of(keyed("d", "chat-1", 4), keyed("b", "chat-1", 2), keyed("c", "chat-1", 3)));
        queue.publish(keyed("x", "chat-2", 1));

        assertThat(queue.waiting(head.queue(), "chat-1", 2))
                .extracting(WaitingJob::id)
                .containsExactly("b", "c");
        assertThat(queue.skip(List.of("a", "b", "c", "unknown"), Duration.ofHours(1)))
                .containsExactly("a");
        assertThat(queue.publish(keyed("b", "chat-1", 2))).isFalse();
        assertThat(queue.waiting(head.queue(), "chat-1", 9))
                .containsExactly(new WaitingJob("d", head.type(), head.payload()));

        assertThat(claimSoon().id()).isEqualTo("x");
        assertThat(queue.complete(head)).isTrue();
        assertThat(claimSoon().id()).isEqualTo("d");
    }

    @Test
    void aJobThatIsSkippedAtTheHeadOfItsLaneLetsTheNextOneRun() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        queue.publish(job("c"));

        assertThat(queue.skip(List.of("a", "c"), Duration.ofHours(1))).isEmpty();
        assertThat(claimSoon().id()).isEqualTo("b");
        assertNothingToClaim();

        clock.advance(Duration.ofMinutes(59));
        queue.sweep();
        assertThat(queue.publish(job("c"))).isFalse();
    }

    @Test
    void publishingNothingDoesNothing() {
        queue.publishAll(List.of());

        assertNothingToClaim();
    }

    @Test
    void aReleasedJobIsClaimableAfterTheDelayAndItsAttemptDoesNotCount() {
        queue.publish(job("a"));
        queue.release(claim(), Duration.ofSeconds(5));

        assertNothingToClaim();
        clock.advance(Duration.ofSeconds(5));

        assertThat(claim().attempt()).isEqualTo(1);
    }

    @Test
    void theWaitBehindOthersOfTheKeyDoesNotCountAsWaiting() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        ClaimedJob first = claim();
        clock.advance(Duration.ofSeconds(20));
        queue.complete(first);

        assertThat(claim()).satisfies(second -> {
            assertThat(second.waited()).isZero();
            assertThat(second.age()).isEqualTo(Duration.ofSeconds(20));
        });
    }

    /** Jobs published together become claimable a moment after the call returned. */
    private ClaimedJob claimSoon() {
        return await().until(() -> queue.claim(QUEUE, "worker-1", LEASE), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void aDoneJobIsForgottenAfterItsTime() {
        queue.publish(job("tg:1"));
        queue.complete(claim());
        clock.advance(KEPT.minusSeconds(1));
        queue.sweep();
        assertThat(queue.publish(job("tg:1"))).isFalse();
        clock.advance(Duration.ofSeconds(1));
        queue.sweep();

        assertThat(queue.publish(job("tg:1"))).isTrue();
    }

    @Test
    void aJobIsClaimedOnlyFromItsOwnQueue() {
        queue.publish(job("tg:1"));

        assertThat(queue.claim("gateway", "worker-1", LEASE)).isEmpty();
        assertThat(queue.count("gateway")).containsEntry(JobState.READY, 0L);
    }

    @Test
    void theMoreUrgentJobRunsFirstThenTheLongerDueOne() {
        queue.publish(new NewJob("late", QUEUE, "t", "{}", null, 0, 5, 3, KEPT));
        clock.advance(Duration.ofSeconds(1));
        queue.publish(new NewJob("later", QUEUE, "t", "{}", null, 0, 5, 3, KEPT));
        clock.advance(Duration.ofSeconds(1));
        queue.publish(new NewJob("urgent", QUEUE, "t", "{}", null, 0, 1, 3, KEPT));

        assertThat(List.of(claim().id(), claim().id(), claim().id())).containsExactly("urgent", "late", "later");
    }

    @Test
    void aJobThatFailsTooOftenIsDeadUntilRevived() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        queue.fail(claim(), "one", Duration.ZERO);
        queue.fail(claim(), "two", Duration.ZERO);
        ClaimedJob last = claim();
        assertThat(last.lastAttempt()).isTrue();
        queue.fail(last, "three", Duration.ZERO);

        assertThat(queue.dead(QUEUE, 10)).singleElement().satisfies(dead -> {
            assertThat(dead.id()).isEqualTo("a");
            assertThat(dead.error()).isEqualTo("three");
            assertThat(dead.attempts()).isEqualTo(3);
            assertThat(dead.diedAt()).isEqualTo(clock.instant());
        });
        queue.complete(claim());
        assertNothingToClaim();

        assertThat(queue.revive("a")).isTrue();
        assertThat(queue.revive("a")).as("it lives already").isFalse();
        ClaimedJob revived = claim();
        assertThat(revived.id()).isEqualTo("a");
        assertThat(revived.attempt()).isEqualTo(1);
        assertThat(queue.complete(last)).as("the token did not go back").isFalse();
        assertThat(queue.complete(revived)).isTrue();
        assertThat(queue.revive("unknown")).isFalse();
    }

    @Test
    void aRevivedJobWithoutAKeyRunsAgain() {
        queue.publish(job("a"));
        queue.bury(claim(), "malformed");

        assertThat(queue.revive("a")).isTrue();
        assertThat(claim().attempt()).isEqualTo(1);
    }

    @Test
    void aDroppedJobIsGoneAndItsLaneGoesOn() {
        queue.publish(keyed("a", "chat", 1));
        queue.publish(keyed("b", "chat", 2));
        queue.bury(claim(), "malformed");
        assertThat(queue.dead("a"))
                .hasValueSatisfying(dead -> assertThat(dead.error()).isEqualTo("malformed"));

        assertThat(queue.drop("a")).isTrue();

        assertThat(queue.dead("a")).isEmpty();
        assertThat(queue.drop("a")).isFalse();
        assertThat(queue.revive("a")).isFalse();
        assertThat(claim().id()).isEqualTo("b");
    }

    @Test
    void onlyDeadJobsAreDropped() {
        queue.publish(job("a"));

        assertThat(queue.dead("a")).isEmpty();
        assertThat(queue.drop("a")).isFalse();
        assertThat(claim().id()).isEqualTo("a");
    }

    @Test
    void deadJobsAreListedNewestFirst() {
        for (String id : List.of("a", "b", "c")) {
            queue.publish(job(id));
            queue.bury(claim(), "malformed");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(queue.dead(QUEUE, 2)).extracting(DeadJob::id).containsExactly("c", "b");
        clock.advance(Retention.DEAD);
        queue.sweep();
        assertThat(queue.dead(QUEUE, 2)).as("deleted after its retention").isEmpty();
    }

    @Test
    void anExpiredClaimGoesToTheNextBeforeTheBacklog() {
        queue.publish(job("abandoned"));
        ClaimedJob abandoned = claim();
        clock.advance(Duration.ofSeconds(1));
        queue.publish(job("backlog"));
        clock.advance(LEASE);

        ClaimedJob taken = claim();
        assertThat(taken.id()).isEqualTo("abandoned");
        assertThat(taken.attempt()).isEqualTo(2);
        assertThat(taken.token()).isGreaterThan(abandoned.token());
    }

    @Test
    void aHeartbeatExtendsTheClaim() {
        queue.publish(job("a"));
        ClaimedJob claimed = claim();
        clock.advance(LEASE.minusSeconds(1));

        assertThat(queue.heartbeat(claimed, LEASE)).isTrue();
        clock.advance(LEASE.minusSeconds(1));
        assertNothingToClaim();
        assertThat(queue.complete(claimed)).isTrue();
        assertThat(queue.heartbeat(claimed, LEASE)).as("settled").isFalse();
    }

    @Test
    void aZombiesLateSettlementChangesNothing() {
        queue.publish(job("a"));
        ClaimedJob zombie = claim();
        clock.advance(LEASE);
        ClaimedJob owner = claim();

        assertThat(queue.heartbeat(zombie, LEASE)).isFalse();
        assertThat(queue.complete(zombie)).isFalse();
        assertThat(queue.fail(zombie, "late", Duration.ZERO)).isFalse();
        assertThat(queue.bury(zombie, "late")).isFalse();
        assertThat(queue.release(zombie, Duration.ZERO)).isFalse();
        assertThat(queue.heartbeat(owner, LEASE)).isTrue();
        assertThat(queue.complete(owner)).isTrue();
    }

    @Test
    void aSettledClaimCannotBeSettledAgain() {
        queue.publish(job("a"));
        ClaimedJob claimed = claim();
        queue.fail(claimed, "once", Duration.ofMinutes(1));

        assertThat(queue.heartbeat(claimed, Duration.ofHours(1))).isFalse();
        assertThat(queue.complete(claimed)).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(claim().attempt()).isEqualTo(2);
    }

    @Test
    void jobsAreCountedByState() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        queue.publish(keyed("c", "chat-1", 3));
        queue.publish(job("d"));
        queue.publish(job("e"));
        queue.publish(job("f"));
        claim();
        queue.bury(claim(), "malformed");
        queue.complete(claim());

        assertThat(queue.count(QUEUE).keySet())
                .containsExactly(JobState.WAIT, JobState.READY, JobState.RUN, JobState.DEAD);
        assertThat(queue.count(QUEUE).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(5);
        assertThat(queue.count(QUEUE)).containsEntry(JobState.RUN, 1L).containsEntry(JobState.DEAD, 1L);
    }
}
