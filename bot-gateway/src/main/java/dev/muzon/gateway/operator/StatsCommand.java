package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code /stats}: tells an operator in private how much the bot plays, and what goes wrong most. */
@Component
class StatsCommand implements CommandSet {
    private static final int FAILURES = 10;

    private final DailyCounts counts;
    private final KnownGroups groups;
    private final Assistants assistants;
    private final Texts texts;
    private final FailureLog failures;

    StatsCommand(DailyCounts counts, KnownGroups groups, Assistants assistants, Texts texts, FailureLog failures) {
        this.counts = counts;
        this.groups = groups;
        this.assistants = assistants;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("stats", AdmissionCommands.OWNER, OperatorPhrase.DESCRIBE_STATS, this::stats)
                        .alias("статистика")
                        .forOwners()
                        .atMost(5, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> stats(Invocation invocation) {
        if (!invocation.chat().isPrivate()) {
            return invocation.refuse(OperatorPhrase.STATS_PRIVATE);
        }
        List<DailyCounts.Day> days = counts.days();
        String today = counts.today().toString();
        var values = new HashMap<String, Object>();
        values.put(
                "today",
                days.stream()
                        .filter(day -> day.id().equals(today))
                        .mapToLong(StatsCommand::plays)
                        .sum());
        values.put("week", days.stream().mapToLong(StatsCommand::plays).sum());
        values.put("groups", groups.count());
        try {
            values.put(
                    "calls",
                    assistants.musicians().stream()
                            .mapToInt(AccountView::activeCalls)
                            .sum());
        } catch (FailureException e) {
            failures.report("/stats", e); // its line is left out
        }
        String failed = failed(days);
        if (!failed.isEmpty()) {
            values.put("failures", new Html(failed));
        }
        return invocation.reply(texts.html(invocation.language(), OperatorPhrase.STATS, values));
    }

    private static long plays(DailyCounts.Day day) {
        return day.plays() == null ? 0 : day.plays();
    }

    /** Returns a line for each of the most frequent failures. */
    private static String failed(List<DailyCounts.Day> days) {
        Map<String, Long> sums = new TreeMap<>();
        for (DailyCounts.Day day : days) {
            if (day.failed() != null) {
                day.failed().forEach((code, count) -> sums.merge(code.replace(':', '.'), count, Long::sum));
            }
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(FAILURES)
                .map(entry -> "• %d × <code>%s</code>".formatted(entry.getValue(), Html.escaped(entry.getKey())))
                .collect(Collectors.joining("\n"));
    }
}
