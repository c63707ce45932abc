package dev.muzon.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.runtime.metrics.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class WorkContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<String> seen = new ArrayList<>();

    @Test
    void anotherThreadGoesOnWithChatRequestAndTrace() throws InterruptedException {
        var work = new Runnable[1];
        WorkContext.of(TRACE).run(() -> {
            try (var _ = LogContext.ofChat(-7);
                    var _ = LogContext.ofRequest("tg:1:2")) {
                work[0] = WorkContext.carried(this::look);
            }
        });

        Thread.ofVirtual().start(work[0]).join();

        assertThat(seen).containsExactly("-7", "tg:1:2", TRACE);
    }

    @Test
    void workAsideGoesOnWithChatAndTrace() {
        WorkContext.of(TRACE).run(() -> {
            try (var _ = LogContext.ofChat(-7)) {
                CompletableFuture.runAsync(this::look, WorkContext::aside).join();
            }
        });

        assertThat(seen).containsExactly("-7", "null", TRACE);
    }

    @Test
    void whatTheOtherThreadHadIsThereAgainAfterwards() {
        try (var _ = LogContext.ofChat(-7)) {
            Runnable work = WorkContext.carried(this::look);
            MDC.put(LogContext.CHAT, "-8");
            work.run();
            look();
        }

        assertThat(seen).containsExactly("-7", "null", "null", "-8", "null", "null");
    }

    @Test
    void aThreadKeepsItsChatWhereTheWorkBringsNone() {
        Runnable work = WorkContext.carried(this::look);
        try (var _ = LogContext.ofChat(-7)) {
            work.run();
        }

        assertThat(seen).containsExactly("-7", "null", "null");
    }

    @Test
    void aBrokenTraceIsNone() {
        WorkContext.of("not a trace").run(this::look);

        assertThat(seen).containsExactly("null", "null", "null");
    }

    private void look() {
        seen.add(String.valueOf(MDC.get(LogContext.CHAT)));
        seen.add(String.valueOf(MDC.get(LogContext.REQUEST)));
        seen.add(String.valueOf(WorkContext.traceparent()));
    }
}
