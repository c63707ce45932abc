package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code /diagnose}: tells an operator what is wrong in a group, and in private in the whole suite, in words. */
@Component
class DiagnoseCommand implements CommandSet {
    /** The longest wait for a part, because the operator waits too. A slower one is told as silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String STORE = "MongoDB";

    private final Diagnosis diagnosis;
    private final RecentFailures recent;
    private final Texts texts;
    private final FailureLog failures;

    DiagnoseCommand(Diagnosis diagnosis, RecentFailures recent, Texts texts, FailureLog failures) {
        this.diagnosis = diagnosis;
        this.recent = recent;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of(
                        "diagnose", AdmissionCommands.OWNER, OperatorPhrase.DESCRIBE_DIAGNOSE, this::diagnose)
                .alias("диагноз")
                .forOwners()
                .atMost(5, Duration.ofSeconds(30)));
    }

    /** Answers from a separate thread, so that the next update of the chat does not wait. */
    private CompletableFuture<?> diagnose(Invocation invocation) {
        long chat = invocation.chat().id();
        Language language = invocation.language();
        boolean whole = invocation.chat().isPrivate();
        return CompletableFuture.supplyAsync(
                        () -> whole ? lookAtAll(chat, language) : look(chat, language), WorkContext::aside)
                .thenCompose(invocation::reply);
    }

    private String look(long chat, Language language) {
        List<Part> parts = List.of(
                begin(STORE, () -> diagnosis.store(language)),
                begin("assistant-service", () -> diagnosis.accounts(chat, language)),
                begin("Telegram", () -> diagnosis.rights(chat, language)),
                begin("voice-call-service", () -> diagnosis.player(chat, language)),
                begin("extractor-service", () -> diagnosis.sources(language)),
                begin("extractor-service", () -> diagnosis.requests(chat, language)));
        String failed = String.join("\n", diagnosis.failures(recent.of(chat), language));
        return told(OperatorPhrase.DIAGNOSIS, parts, language) + "\n\n" + failed;
    }

    private String lookAtAll(long chat, Language language) {
        List<Part> parts = List.of(
                begin(STORE, () -> diagnosis.store(language)),
                begin("assistant-service", () -> diagnosis.accounts(language)),
                begin("voice-call-service", () -> diagnosis.players(chat, language)),
                begin("extractor-service", () -> diagnosis.sources(language)));
        String failed = String.join("\n", diagnosis.failures(recent.all(), language));
        return told(OperatorPhrase.DIAGNOSIS_SUITE, parts, language) + "\n\n" + failed + "\n\n"
                + texts.html(language, OperatorPhrase.DIAGNOSIS_GROUPS);
    }

    private String told(OperatorPhrase head, List<Part> parts, Language language) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> away = new HashSet<>();
        Stream<String> found = parts.stream()
                .flatMap(part -> lines(part, end, away, language).stream())
                .distinct(); // a service that is asked twice is away once
        return texts.html(language, head) + found.map(line -> "\n" + line).collect(Collectors.joining());
    }

    /** A part under way. */
    private record Part(String name, FutureTask<List<String>> answer) {}

    private static Part begin(String name, Callable<List<String>> question) {
        var answer = new FutureTask<>(question);
        Thread.ofVirtual().name("diagnose " + name).start(WorkContext.carried(answer));
        return new Part(name, answer);
    }

    /** @param away the names of parts that failed. What is asked twice is reported once */
    private List<String> lines(Part part, long end, Set<String> away, Language language) {
        try {
            return part.answer().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            part.answer().cancel(true);
            return List.of(texts.html(language, OperatorPhrase.DIAGNOSIS_LATE, Map.of("name", part.name())));
        } catch (ExecutionException e) {
            String activity = "/diagnose: " + part.name();
            Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
            Failure failure =
                    away.add(part.name()) ? failures.report(activity, thrown) : failures.passOn(activity, thrown);
            return List.of(away(part, failure, language));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
        }
    }

    private String away(Part part, Failure failure, Language language) {
        boolean itself = failure.code() == FailureCode.PEER_UNAVAILABLE
                || (failure.code() == FailureCode.STORE_UNAVAILABLE
                        && part.name().equals(STORE));
        return texts.html(
                language,
                itself ? OperatorPhrase.DIAGNOSIS_UNREACHABLE : OperatorPhrase.DIAGNOSIS_AWAY,
                Map.of(
                        "name",
                        part.name(),
                        "why",
                        diagnosis.why(failure, language),
                        "code",
                        failure.code().value()));
    }
}
