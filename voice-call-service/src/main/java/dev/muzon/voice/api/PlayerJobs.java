package dev.muzon.voice.api;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.voice.session.Players;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The consumer of the players' queue. Any instance may claim a job, and the owner of the chat carries it out. */
@Component
class PlayerJobs implements JobConsumer<Job> {
    /** Time in which another instance with room takes most jobs, so that nobody has to leave here. */
    private static final Duration ROOM_FOUND = Duration.ofSeconds(1);

    /** Time in which another instance with room takes a request. */
    private static final Duration ROOM_ELSEWHERE = Duration.ofSeconds(5);

    private final Players players;
    private final JobPublisher publisher;

    PlayerJobs(Players players, JobPublisher publisher) {
        this.players = players;
        this.publisher = publisher;
    }

    @Override
    public Set<JobType<? extends Job>> types() {
        return Set.of(
                JobTypes.ENQUEUE_TRACKS,
                JobTypes.STOP_PLAYER,
                JobTypes.MOVE_PLAYER,
                JobTypes.ADOPT_PLAYER,
                JobTypes.VOICE_CHAT_CHANGED,
                JobTypes.RETRY_CALL);
    }

    /**
     * Leaves a job for which there is no room here to another instance. One that starts music gets the place of a player
     * that only stays. People who wait for music are told soon when there is no such place.
     */
    @Override
    public void handle(Job job, Claim claim) {
        try {
            handle(job, false);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.NO_ROOM) {
                throw e;
            }
            boolean becomesFree = claim.age().compareTo(ROOM_FOUND) >= 0 && players.makeRoom(job);
            if (job instanceof EnqueueTracks && !becomesFree && claim.age().compareTo(ROOM_ELSEWHERE) > 0) {
                gaveUp(job, claim, e.failure());
                throw e;
            }
            throw Failure.of(FailureCode.OWNED_ELSEWHERE, e.failure().detail()).causedBy(e);
        }
    }

    @Override
    public void gaveUp(Job job, Claim claim, Failure failure) {
        if (job instanceof EnqueueTracks request) {
            publisher.publish(
                    "failed:" + request.requestId(),
                    new PlayerEvent.RequestFailed(request.requestId(), request.chat(), failure));
        }
    }

    /** Handles a job that another instance passed on. */
    void handleHere(Job job) {
        handle(job, true);
    }

    private void handle(Job job, boolean forwarded) {
        switch (job) {
            case EnqueueTracks enqueue -> {
                check(enqueue);
                players.enqueue(enqueue, forwarded);
            }
            case StopPlayer stop -> players.stop(stop, forwarded);
            case MovePlayer move -> {
                check(isPresent(move.destination()), "a move lacks its destination");
                players.move(move, forwarded);
            }
            case AdoptPlayer adopt -> {
                check(complete(adopt), "an adopted player lacks its origin, entries or position");
                players.adopt(adopt, forwarded);
            }
            case VoiceChatChanged changed -> players.changed(changed, forwarded);
            case RetryCall retry -> players.retry(retry, forwarded);
            default ->
                throw malformed("a " + job.getClass().getSimpleName() + " does not belong to the players' queue");
        }
    }

    /** Checks for missing fields: JSON can leave out anything. */
    private static void check(EnqueueTracks job) {
        @Nullable List<Track> tracks = job.tracks();
        boolean complete = isPresent(job.requestId())
                && isPresent(job.chat())
                && isPresent(job.requester())
                && tracks != null
                && !tracks.isEmpty()
                && tracks.stream().allMatch(PlayerJobs::playable);
        check(complete, "an enqueue job lacks its request, chat, requester or tracks");
    }

    private static boolean complete(AdoptPlayer job) {
        @Nullable List<QueueEntry> entries = job.entries();
        return isPresent(job.origin())
                && isPresent(job.position())
                && entries != null
                && entries.stream().allMatch(entry -> isPresent(entry) && playable(entry.track()));
    }

    private static void check(boolean complete, String problem) {
        if (!complete) {
            throw malformed(problem);
        }
    }

    private static boolean playable(@Nullable Track track) {
        if (track == null || !isPresent(track.id()) || !isPresent(track.title())) {
            return false;
        }
        Duration duration = track.duration();
        return duration == null || duration.isPositive();
    }

    private static boolean isPresent(@Nullable Object value) {
        return Objects.nonNull(value);
    }

    private static RuntimeException malformed(String detail) {
        return Failure.of(FailureCode.MALFORMED_JOB, detail).asException();
    }
}
