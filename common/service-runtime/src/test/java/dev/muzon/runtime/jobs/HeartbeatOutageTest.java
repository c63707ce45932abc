package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.mongodb.MongoTimeoutException;
import dev.muzon.coordination.Heartbeat;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests of what the log says when the store is away while many jobs and leases are renewed. */
class HeartbeatOutageTest {
    private static final int JOBS = 4;

    private final List<ILoggingEvent> warnings = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.WARN) {
                warnings.add(event);
            }
        }
    };
    private final Logger log = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger renewed = new AtomicInteger();
    private final List<Heartbeat> heartbeats = new ArrayList<>();

    @BeforeEach
    void start() {
        appender.start();
        log.addAppender(appender);
        for (int i = 0; i < JOBS; i++) {
            heartbeats.add(begin("job " + i));
        }
    }

    private Heartbeat begin(String claim) {
        return Heartbeat.start(
                new Heartbeat.Term(claim, Duration.ofMillis(300), System.nanoTime(), true),
                this::renew,
                () -> {},
                failures);
    }

    @AfterEach
    void close() {
        heartbeats.forEach(Heartbeat::close);
        log.detachAppender(appender);
    }

    private boolean renew() {
        if (away.get()) {
            refused.incrementAndGet();
            throw new MongoTimeoutException("no server");
        }
        renewed.incrementAndGet();
        return true;
    }

    @Test
    void anOutageOfTheStoreIsOneLineForAllJobsAndTheNextOneIsAnother() {
        await().until(() -> refused.get() >= 3 * JOBS);
        assertThat(warnings).hasSize(1);

        away.set(false);
        await().until(() -> renewed.get() >= 3 * JOBS);
        away.set(true);
        await().until(() -> warnings.size() == 2);
        int before = refused.get();
        await().until(() -> refused.get() >= before + 3 * JOBS);
        assertThat(warnings).hasSize(2);
    }

    @Test
    void jobsThatEndDuringAnOutageDoNotSilenceTheNextOne() {
        await().until(() -> refused.get() >= 3 * JOBS);
        heartbeats.forEach(Heartbeat::close);
        heartbeats.clear();

        // The closed ones end a moment later, and only then a new one is the first to meet the outage.
        await().until(() -> {
            heartbeats.forEach(Heartbeat::close);
            int before = refused.get();
            heartbeats.add(begin("job 9"));
            await().until(() -> refused.get() > before + 1);
            return warnings.size() == 2;
        });
    }
}
