package dev.muzon.gateway.music.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The news of queued tracks as a separate job. It waits for Telegram without holding up the card, and a killed process
 * leaves it to the next one.
 */
record Announcement(PlayerEvent.TracksQueued event) implements JobPayload {
    /** Later than this the tracks have played. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    static final JobType<Announcement> TYPE = JobType.of("announcement", Announcement.class, Queues.GATEWAY)
            .attempts(3)
            .lifetime(LIFETIME);

    @Override
    @JsonIgnore
    public JobType<Announcement> type() {
        return TYPE;
    }

    /** Returns null: announcements wait together, so that several become one message. */
    @Override
    @JsonIgnore
    public @Nullable String key() {
        return null;
    }

    @JsonIgnore
    String id() {
        return "announcement:" + event.requestId();
    }
}
