package dev.muzon.coordination.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** A job as stored: the names of its fields, and the conversions from and to the queue's types. */
final class JobDocument {
    static final String ID = "_id";
    static final String QUEUE = "queue";
    static final String TYPE = "type";
    /** Not kept of DONE jobs: what people asked for is private. */
    static final String PAYLOAD = "payload";

    static final String PRIORITY = "priority";
    static final String KEY = "key";
    static final String SEQ = "seq";
    static final String STATE = "state";
    /** Present, and true, only while READY or RUN, so that the claim's index holds nothing else. */
    static final String READY = "ready";
    /** Present only while READY or RUN, and unique, so that a key has one such job. */
    static final String HEAD = "head";
    /** Sort key of claims. Expired claims keep theirs and so come before the backlog. */
    static final String DUE = "due";
    /** Claimable from: when it is due, or when its claim expires. */
    static final String AT = "at";

    static final String OWNER = "owner";
    static final String TOKEN = "token";
    static final String ATTEMPTS = "attempts";
    static final String MAX_ATTEMPTS = "maxAttempts";
    /** Milliseconds that it stays when it is DONE. */
    static final String KEPT = "kept";

    /** Time at which it was published or revived. */
    static final String CREATED = "created";

    static final String STARTED = "started";
    static final String FINISHED = "finished";
    static final String EXPIRES = "expires";
    static final String ERROR = "error";
    /** Present only on jobs that belong to a trace. */
    static final String TRACE = "trace";

    private JobDocument() {}

    static String head(String queue, String key) {
        return queue + "|" + key;
    }

    static Document of(NewJob job, Instant now) {
        Document document = new Document(ID, job.id())
                .append(QUEUE, job.queue())
                .append(TYPE, job.type())
                .append(PAYLOAD, job.payload())
                .append(PRIORITY, job.priority())
                .append(SEQ, job.seq())
                .append(DUE, now)
                .append(AT, now)
                .append(TOKEN, 0L)
                .append(ATTEMPTS, 0)
                .append(MAX_ATTEMPTS, job.maxAttempts())
                .append(KEPT, job.kept().toMillis())
                .append(CREATED, now);
        if (job.trace() != null) {
            document.append(TRACE, job.trace());
        }
        return job.key() == null
                ? document.append(STATE, JobState.READY.name()).append(READY, true)
                : document.append(STATE, JobState.WAIT.name()).append(KEY, job.key());
    }

    /**
     * Reads a job that was just claimed.
     *
     * @param before the document as it was before the claim
     * @throws RuntimeException when it is not whole
     */
    static ClaimedJob claimed(Document before, Instant now) {
        if (!countsClaims(before)) {
            throw new IllegalArgumentException("its claims cannot be counted");
        }
        return new ClaimedJob(
                required(before, ID),
                required(before, QUEUE),
                required(before, TYPE),
                required(before, PAYLOAD),
                before.getString(KEY),
                before.getInteger(ATTEMPTS) + 1,
                before.getInteger(MAX_ATTEMPTS),
                token(before) + 1,
                kept(before),
                Duration.between(before.getDate(CREATED).toInstant(), now),
                Duration.between(before.getDate(AT).toInstant(), now),
                before.getString(TRACE));
    }

    private static String required(Document document, String field) {
        if (document.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("its " + field + " is not a text");
    }

    /** Returns whether a claim can count itself. A field that is missing counts as 0. */
    static boolean countsClaims(Document document) {
        return isCount(document, ATTEMPTS) && isCount(document, TOKEN);
    }

    private static boolean isCount(Document document, String field) {
        return switch (document.get(field)) {
            case null -> !document.containsKey(field);
            case Integer count -> count < Integer.MAX_VALUE;
            case Long count -> count < Long.MAX_VALUE - 2; // a claim and its end count one each
            default -> false;
        };
    }

    /** Returns the fence of the last claim. Claims begin to count where there is none. */
    static long token(Document document) {
        return countsClaims(document) && document.get(TOKEN) instanceof Number last ? last.longValue() : 0;
    }

    /** Returns the number of attempts, 0 where it cannot be read. */
    static int attempts(Document document) {
        return document.get(ATTEMPTS) instanceof Integer attempts ? attempts : 0;
    }

    /** Jobs stored before version 0.2 do not say. */
    private static Duration kept(Document document) {
        return Duration.ofMillis(document.get(KEPT, NewJob.DEFAULT_KEPT.toMillis()));
    }

    /** Reads a waiting job, unless it has to be buried once its turn comes. */
    static Optional<WaitingJob> waiting(Document document) {
        return document.get(ID) instanceof String id
                        && document.get(TYPE) instanceof String type
                        && document.get(PAYLOAD) instanceof String payload
                ? Optional.of(new WaitingJob(id, type, payload))
                : Optional.empty();
    }

    /** Reads a dead job. It may have died because a field is missing or has another type. */
    static DeadJob dead(Document document) {
        return new DeadJob(
                text(document, ID),
                text(document, QUEUE),
                text(document, TYPE),
                text(document, PAYLOAD),
                document.get(KEY) instanceof String key ? key : null,
                attempts(document),
                text(document, ERROR),
                document.get(FINISHED) instanceof Date finished ? finished.toInstant() : Instant.EPOCH);
    }

    private static String text(Document document, String field) {
        return Objects.toString(document.get(field), "");
    }
}
