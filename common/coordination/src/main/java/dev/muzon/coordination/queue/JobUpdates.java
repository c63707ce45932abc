package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Changes of a job's state, as updates of its document. */
final class JobUpdates {
    private static final int ERROR_LIMIT = 1_000;

    private JobUpdates() {}

    /** Matches while the claim holds. */
    static Bson fence(Object id, long token) {
        return and(eq(JobDocument.ID, id), eq(JobDocument.TOKEN, token));
    }

    /**
     * Makes a job the head of its lane. Its wait counts from now: the wait behind others of its key is not the queue's
     * delay.
     */
    static Bson toHead(String queue, String key, Instant now) {
        return combine(
                set(JobDocument.STATE, JobState.READY.name()), headFrom(queue, key, now), set(JobDocument.AT, now));
    }

    /** Makes a waiting job the head of its lane and claims it. */
    static Bson claimedAsHead(String queue, String key, String owner, Instant now, Instant leaseEnd) {
        return combine(headFrom(queue, key, now), claimed(owner, now, leaseEnd));
    }

    private static Bson headFrom(String queue, String key, Instant now) {
        return combine(
                set(JobDocument.READY, true),
                set(JobDocument.HEAD, JobDocument.head(queue, key)),
                set(JobDocument.DUE, now));
    }

    static Bson claimed(String owner, Instant now, Instant leaseEnd) {
        return combine(
                set(JobDocument.STATE, JobState.RUN.name()),
                set(JobDocument.OWNER, owner),
                set(JobDocument.STARTED, now),
                set(JobDocument.AT, leaseEnd),
                inc(JobDocument.TOKEN, 1L),
                inc(JobDocument.ATTEMPTS, 1));
    }

    /** Ends a claim: after this the claim's token matches nothing. */
    static Bson settled(Bson update) {
        return combine(update, inc(JobDocument.TOKEN, 1L), unset(JobDocument.OWNER));
    }

    static Bson done(Instant now, Duration kept) {
        return combine(finished(JobState.DONE, now, kept), unset(JobDocument.PAYLOAD), unset(JobDocument.ERROR));
    }

    static Bson dead(String error, Instant now) {
        return combine(finished(JobState.DEAD, now, Retention.DEAD), error(error));
    }

    /**
     * Ends a job that did not run. Its counts are set rather than changed: they may be what makes it unreadable.
     *
     * @param before the document, without an attempt that does not count
     * @param token a fence that no claim holds
     */
    static Bson unrun(Document before, long token, String error, Instant now) {
        return combine(
                dead(error, now),
                set(JobDocument.ATTEMPTS, JobDocument.attempts(before)),
                set(JobDocument.TOKEN, token),
                unset(JobDocument.OWNER));
    }

    /** Puts a job back for later. The head of its lane stays the head, so that the lane stays in order. */
    static Bson againFrom(Instant due, String error) {
        return combine(claimableFrom(due), set(JobDocument.DUE, due), error(error));
    }

    /** Puts a job back and takes back the attempt that the claim counted. */
    static Bson released(Instant from) {
        return combine(claimableFrom(from), inc(JobDocument.ATTEMPTS, -1));
    }

    /** Resets a job as if it were just published. */
    static Bson revived(boolean keyed, Instant now) {
        return combine(
                keyed ? set(JobDocument.STATE, JobState.WAIT.name()) : ready(),
                set(JobDocument.DUE, now),
                set(JobDocument.AT, now),
                set(JobDocument.ATTEMPTS, 0),
                set(JobDocument.CREATED, now),
                unset(JobDocument.FINISHED),
                unset(JobDocument.EXPIRES),
                inc(JobDocument.TOKEN, 1L));
    }

    private static Bson ready() {
        return combine(set(JobDocument.STATE, JobState.READY.name()), set(JobDocument.READY, true));
    }

    private static Bson claimableFrom(Instant at) {
        return combine(set(JobDocument.STATE, JobState.READY.name()), set(JobDocument.AT, at));
    }

    private static Bson finished(JobState end, Instant now, Duration kept) {
        return combine(
                set(JobDocument.STATE, end.name()),
                set(JobDocument.FINISHED, now),
                set(JobDocument.EXPIRES, now.plus(kept)),
                unset(JobDocument.READY),
                unset(JobDocument.HEAD));
    }

    private static Bson error(String error) {
        return set(JobDocument.ERROR, error.substring(0, Math.min(error.length(), ERROR_LIMIT)));
    }
}
