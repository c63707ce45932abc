package dev.muzon.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@ExtendWith(OutputCaptureExtension.class)
class ScheduledFailuresTest {
    private final List<Failure> heard = new CopyOnWriteArrayList<>();

    // Each wrote a stack trace of a hundred lines while MongoDB was away.
    @Test
    void scheduledWorkThatFailsIsReportedInOneLine(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TaskSchedulingAutoConfiguration.class, FailureAutoConfiguration.class))
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .withBean(SimpleMeterRegistry.class)
                .withBean(FailureListener.class, () -> heard::add)
                .withUserConfiguration(Work.class)
                .run(context -> await().untilAsserted(() -> assertThat(heard).hasSizeGreaterThan(1)));

        assertThat(output.getOut().lines().filter(line -> line.contains("store.unavailable")))
                .singleElement()
                .asString()
                .endsWith("Scheduled work: store.unavailable: away");
        assertThat(output).doesNotContain("\tat ");
    }

    @Configuration
    @EnableScheduling
    static class Work {
        @Scheduled(fixedDelay = 10)
        void fail() {
            throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
        }
    }
}
