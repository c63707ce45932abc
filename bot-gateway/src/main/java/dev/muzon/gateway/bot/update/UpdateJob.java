package dev.muzon.gateway.bot.update;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An accepted update as a durable job. Their order is kept by {@link UpdateLanes}, where an update does not wait for the answer to the one before.
 *
 * @param bot the bot's user id: another bot on the same database counts its updates by itself
 */
record UpdateJob(long bot, Incoming update) implements JobPayload {
    static final String QUEUE = "gateway.updates";

    /** Longer than Telegram's own memory: an update that nobody confirmed comes again for a day. */
    static final Duration KEPT = Duration.ofHours(25);

    static final JobType<UpdateJob> TYPE =
            JobType.of("update", UpdateJob.class, QUEUE).attempts(3).kept(KEPT);

    @Override
    @JsonIgnore
    public JobType<UpdateJob> type() {
        return TYPE;
    }

    @Override
    @JsonIgnore
    public @Nullable String key() {
        return null;
    }

    /**
     * Returns the id of the job. It differs from the request's id, which belongs to the job that the update may ask
     * for.
     */
    @JsonIgnore
    String id() {
        return id(bot, update.updateId());
    }

    /** Returns the id of an update's job. */
    static String id(long bot, int updateId) {
        return "update:" + bot + ":" + updateId;
    }
}
