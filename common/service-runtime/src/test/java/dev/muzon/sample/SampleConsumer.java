package dev.muzon.sample;

import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.jobs.JobConsumer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A consumer that does what the query's text says, and remembers it. */
@Component
@ConditionalOnProperty("sample.consumer")
public class SampleConsumer implements JobConsumer<ResolveTracks> {
    /** Followed by a path: the job runs until there is such a file. */
    public static final String UNTIL = "until ";

    private static final Logger log = LoggerFactory.getLogger(SampleConsumer.class);

    private final List<Handled> handled = new CopyOnWriteArrayList<>();

    /** One call of the handler. */
    public record Handled(String text, Claim claim, String chatInLog) {}

    public List<Handled> handled() {
        return handled;
    }

    @Override
    public Set<JobType<ResolveTracks>> types() {
        return Set.of(JobTypes.RESOLVE_TRACKS);
    }

    @Override
    public void handle(ResolveTracks job, Claim claim) {
        var text = ((TrackQuery.Text) job.query()).text();
        log.info("Sample asked at attempt {}", claim.attempt());
        handled.add(new Handled(text, claim, MDC.get("chat")));
        if (text.startsWith(UNTIL)) {
            var file = Path.of(text.substring(UNTIL.length()));
            System.out.println("WAITING FOR " + file);
            await().forever().until(() -> Files.exists(file));
            System.out.println("FOUND " + file);
        }
        switch (text) {
            case "nothing" ->
                throw Failure.of(FailureCode.NOTHING_FOUND, "nothing").asException();
            case "busy once" -> {
                if (claim.attempt() == 1) {
                    throw Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "busy", Duration.ofMillis(50))
                            .asException();
                }
            }
            default -> {}
        }
    }
}
