package dev.muzon.gateway.operator;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The number of tracks that played on each of the last days, and of failures that people were told. Days are in UTC. */
@Component
class DailyCounts {
    private static final int DAYS = 7;

    private final MongoTemplate mongo;
    private final StorePatience patience;
    private final Clock clock;
    private final FailureLog failures;
    private volatile LocalDate swept = LocalDate.MIN;

    DailyCounts(MongoTemplate mongo, StorePatience patience, Clock clock, FailureLog failures) {
        this.mongo = mongo;
        this.patience = patience;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * A day.
     *
     * @param id the date, such as 2030-01-02
     * @param failed how often each failure was told, by its code with a colon for each dot
     */
    @Document("daily-counts")
    record Day(
            @Id String id, @Nullable Long plays, @Nullable Map<String, Long> failed) {
        Day {
            plays = Objects.requireNonNullElse(plays, 0L);
            failed = Objects.requireNonNullElse(failed, Map.of());
        }
    }

    @EventListener
    void told(PlayerEvent event) {
        @Nullable Failure failure = switch (event) {
            case PlayerEvent.RequestFailed it -> it.failure();
            case PlayerEvent.TrackEnded it -> it.failure();
            case PlayerEvent.CallTroubled it -> it.failure();
            case PlayerEvent.CallChanged it -> it.failure();
            case PlayerEvent.TracksQueued _,
                    PlayerEvent.TrackStarted _,
                    PlayerEvent.PlayerChanged _,
                    PlayerEvent.QueueEnded _,
                    PlayerEvent.PlayerRested _ -> null;
        };
        if (failure != null) {
            count("failed." + failure.code().value().replace('.', ':'));
        } else if (event instanceof PlayerEvent.TrackStarted) {
            count("plays");
        }
    }

    /** Counts without failing: the event was told, and must not be told again. */
    private void count(String field) {
        LocalDate today = today();
        try {
            mongo.upsert(query(where("_id").is(today.toString())), new Update().inc(field, 1L), Day.class);
            if (!today.equals(swept)) {
                mongo.remove(query(where("_id").lt(first().toString())), Day.class);
                swept = today;
            }
        } catch (RuntimeException e) {
            failures.report("Counting of what played", e);
        }
    }

    /** Returns the last seven days that have something to tell, today last. */
    List<Day> days() {
        var days =
                new ArrayList<>(patience.ask(() -> mongo.find(query(where("_id").gte(first().toString())), Day.class)));
        days.sort((one, other) -> one.id().compareTo(other.id()));
        return days;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate first() {
        return today().minusDays(DAYS - 1);
    }
}
