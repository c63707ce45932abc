package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Job;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Typed jobs to stored ones and back. */
final class JobCodec {
    /**
     * With the standard backoff the last attempt comes after about half an hour: longer than a deployment or a restart
     * of MongoDB takes, shorter than anybody waits for a song.
     */
    static final int MAX_ATTEMPTS = 12;

    private static final String TYPE = "type";

    private final JsonMapper json;
    private final ObjectWriter writer;

    JobCodec(JsonMapper json) {
        this.json = json;
        this.writer = json.writerFor(Job.class);
    }

    NewJob encode(String id, Job job, long seq) {
        String payload = writer.writeValueAsString(job);
        String type = json.readTree(payload).path(TYPE).asString();
        return new NewJob(id, job.queue(), type, payload, key(job), seq, 0, MAX_ATTEMPTS);
    }

    /** @throws dev.muzon.protocol.failure.FailureException {@code job.malformed} */
    Job decode(ClaimedJob claimed) {
        try {
            JsonNode tree = json.readTree(claimed.payload());
            Job job = json.treeToValue(tree, Job.class);
            if (job == null || job.chat() == null) {
                throw malformed(claimed, "it has no chat").asException();
            }
            if (!job.queue().equals(claimed.queue())) {
                throw malformed(claimed, "it belongs into queue " + job.queue()).asException();
            }
            return job;
        } catch (JacksonException unreadable) {
            throw malformed(claimed, unreadable.getOriginalMessage()).causedBy(unreadable);
        }
    }

    private static String key(Job job) {
        return Long.toString(job.chat().id());
    }

    private static Failure malformed(ClaimedJob claimed, String why) {
        return new Failure.PerInstance(FailureCode.MALFORMED_JOB, why, "job:" + claimed.id());
    }
}
