package dev.muzon.gateway.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class PatientJobsTest {
    private final JobPublisher queue = mock(JobPublisher.class);
    private final PatientJobs jobs = new PatientJobs(queue, new StorePatience(Duration.ofMillis(300)));
    private final JobPayload job = mock(JobPayload.class);

    // The lane of a chat stood for twelve seconds, and everybody's commands with it.
    @Test
    void aChatWaitedAsLongAsTheDriverForAJobToBeSaved() {
        doAnswer(_ -> new CompletableFuture<>().join()).when(queue).publish(any(), any());

        var away = catchThrowableOfType(FailureException.class, () -> jobs.publish("retry:1", job));

        assertThat(away.failure().code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
    }

    // Every job that a chat asked for lost its trace, and its lines in the log their chat.
    @Test
    void aJobKeepsTheContextInWhichItIsPublished() {
        var seen = new AtomicReference<String>();
        doAnswer(_ -> {
                    seen.set(MDC.get(LogContext.CHAT));
                    return null;
                })
                .when(queue)
                .publish(any(), any());
        try (var _ = LogContext.ofChat(-7)) {
            jobs.publish("retry:1", job);
        }
        assertThat(seen).hasValue("-7");
    }

    @Test
    void aJobThatWasThereBeforeIsNotNew() {
        when(queue.publishAll(any())).thenReturn(Set.of("pick:1"));
        assertThat(jobs.publishNew("pick:1", job)).isTrue();
        assertThat(jobs.publishNew("pick:2", job)).isFalse();
    }
}
