package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Answers that another service is asked for, on a separate thread. The next update of the chat does not wait. */
@Component
public class Aside {
    private final Texts texts;
    private final FailureLog failures;

    Aside(Texts texts, FailureLog failures) {
        this.texts = texts;
        this.failures = failures;
    }

    /** Answers with what was found, or with why nothing was. */
    public CompletableFuture<Integer> answer(Invocation invocation, Supplier<Content> answer) {
        return CompletableFuture.supplyAsync(() -> content(invocation, answer), WorkContext::aside)
                .thenCompose(invocation::reply);
    }

    /**
     * Answers with what is found when the answer leaves, so that it contradicts nothing that the chat was told before.
     * Everybody who asks meanwhile gets one answer.
     */
    public CompletableFuture<Integer> answerLate(Invocation invocation, Supplier<Content> answer) {
        return invocation.replyForAll(invocation.definition().name(), () -> Optional.of(content(invocation, answer)));
    }

    private Content content(Invocation invocation, Supplier<Content> answer) {
        try (var _ = LogContext.ofChat(invocation.chat().id())) {
            return answer.get();
        } catch (Throwable e) { // also an Error: the person waits for an answer
            String command = "/" + invocation.definition().name();
            return Content.of(texts.html(invocation.language(), failures.report(command, e)));
        }
    }
}
