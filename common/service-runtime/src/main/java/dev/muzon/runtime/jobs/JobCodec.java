package dev.muzon.runtime.jobs;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conversion of typed jobs to stored ones and back. Reading is tolerant: a job may be older or newer than this process.
 */
final class JobCodec {
    private static final JsonSetter.Value EMPTY_WHEN_MISSING = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private final JsonMapper json;
    private final JsonMapper lenient;

    JobCodec(JsonMapper json) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withConfigOverride(List.class, list -> list.setNullHandling(EMPTY_WHEN_MISSING))
                .withConfigOverride(Set.class, set -> set.setNullHandling(EMPTY_WHEN_MISSING))
                .withConfigOverride(Map.class, map -> map.setNullHandling(EMPTY_WHEN_MISSING))
                .build();
        lenient = this.json
                .rebuild()
                .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                .build();
    }

    NewJob encode(String id, JobPayload job, long seq) {
        JobType<?> type = job.type();
        String payload = json.writerFor(type.payload()).writeValueAsString(job);
        // A crash of the process counts as an attempt, so the store's limit is the generous one.
        int claims = Math.max(type.attempts(), JobType.DEFAULT_ATTEMPTS);
        return new NewJob(id, type.queue(), type.name(), payload, job.key(), seq, 0, claims, type.kept());
    }

    /**
     * Reads a stored job.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code job.malformed}
     */
    <T extends JobPayload> T decode(ClaimedJob claimed, JobType<T> type) {
        return decode(claimed.payload(), type);
    }

    <T extends JobPayload> T decode(String stored, JobType<T> type) {
        try {
            T payload = json.readValue(stored, type.payload());
            String missing = missing(payload);
            if (missing != null) {
                throw malformed("it has no " + missing).asException();
            }
            return payload;
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage()).causedBy(e);
        }
    }

    /** Returns whether a part of the job has a kind or a value that a newer version may know. */
    static boolean isNewer(FailureException refused) {
        return refused.getCause() instanceof DatabindException e
                && !e.getPath().isEmpty()
                && (e instanceof InvalidTypeIdException
                        || (e instanceof InvalidFormatException format
                                && format.getTargetType().isEnum()));
    }

    /** Reads what this version knows of a stored job. Returns null when that is not enough. */
    <T extends JobPayload> @Nullable T decodeKnown(ClaimedJob claimed, JobType<T> type) {
        try {
            T payload = lenient.readValue(claimed.payload(), type.payload());
            return missing(payload) == null ? payload : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static @Nullable String missing(@Nullable JobPayload payload) {
        if (payload == null) {
            return "content";
        }
        return payload instanceof Job job && job.chat() == null ? "chat" : null;
    }

    private static Failure malformed(String why) {
        return Failure.of(FailureCode.MALFORMED_JOB, why);
    }
}
