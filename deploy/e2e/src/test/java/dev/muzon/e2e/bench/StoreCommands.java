package dev.muzon.e2e.bench;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Meters;
import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The commands that the four services send to MongoDB, as their drivers count them. They are told of a suite without
 * work, of a chat that plays, and of a request from its words to the end of its track.
 */
final class StoreCommands implements Measurement {
    private static final int PLAYS = 8;
    private static final Duration WATCHED = Duration.ofMinutes(2);
    private static final Pattern COUNT =
            Pattern.compile("(?m)^mongodb_driver_commands_seconds_count\\{.*?command=\"(\\w+)\".*} (\\S+)$");

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        RunningSuite suite = measured.suite();
        long chat = measured.lounge();
        // The first song of all fills caches on all sides.
        measured.play(chat, Repertoire.JINGLE.title());
        measured.hearOut(chat);
        measured.rest();
        Count idle = watched(suite);

        Count before = Count.of(suite);
        for (int i = 0; i < PLAYS; i++) {
            long heard = measured.telegram().packets(chat);
            measured.play(chat, Repertoire.JINGLE.title());
            await("its sound").atMost(PATIENCE).until(() -> measured.telegram().packets(chat) > heard);
            measured.hearOut(chat);
        }
        measured.rest();
        Count all = Count.of(suite).since(before).without(idle);

        measured.play(chat, Repertoire.SYMPHONY.title());
        measured.rest();
        Count playing = watched(suite);
        measured.stop(chat);
        List<Result> results = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            results.add(result(kind, "of a play", "", all.of(kind) / PLAYS));
        }
        for (Kind kind : Kind.values()) {
            results.add(result(kind, "while a chat plays", "/s", playing.of(kind) - idle.of(kind)));
        }
        for (Kind kind : Kind.values()) {
            results.add(result(kind, "without work", "/s", idle.of(kind)));
        }
        return results;
    }

    private static Result result(Kind kind, String when, String unit, double value) {
        return Result.single("store, " + kind.said + " " + when, unit, value, null, "all four services");
    }

    /** Returns the commands a second. */
    private static Count watched(RunningSuite suite) throws IOException, InterruptedException {
        Count before = Count.of(suite);
        Thread.sleep(WATCHED);
        Count during = Count.of(suite).since(before);
        return during.times(1 / during.seconds);
    }

    /** Kinds of commands, which cost the store differently. */
    private enum Kind {
        /** Those that always change something. */
        WRITE("writes", Set.of("insert", "update", "delete")),
        /** Claims and leases. Most of those without work find nothing and change nothing. */
        CLAIM("claims", Set.of("findAndModify")),
        READ("reads", Set.of("find", "aggregate", "count", "distinct", "getMore"));

        private final String said;

        @SuppressWarnings("ImmutableEnumChecker") // the set is
        private final Set<String> commands;

        Kind(String said, Set<String> commands) {
            this.said = said;
            this.commands = commands;
        }
    }

    /** Commands until a moment, or between two. */
    private record Count(double seconds, Map<Kind, Double> commands) {
        static Count of(RunningSuite suite) throws IOException, InterruptedException {
            Map<Kind, Double> commands = new EnumMap<>(Kind.class);
            for (String page : Meters.pages(suite)) {
                for (MatchResult command : COUNT.matcher(page).results().toList()) {
                    for (Kind kind : Kind.values()) {
                        if (kind.commands.contains(command.group(1))) {
                            commands.merge(kind, Double.valueOf(command.group(2)), Double::sum);
                        }
                    }
                }
            }
            return new Count(System.nanoTime() / 1e9, commands);
        }

        double of(Kind kind) {
            return commands.getOrDefault(kind, 0.0);
        }

        Count since(Count before) {
            return with(seconds - before.seconds, kind -> of(kind) - before.of(kind));
        }

        /** Leaves out the commands of a suite without work in the same time. */
        Count without(Count idle) {
            return with(seconds, kind -> of(kind) - idle.of(kind) * seconds);
        }

        Count times(double factor) {
            return with(seconds * factor, kind -> of(kind) * factor);
        }

        private static Count with(double seconds, ToDoubleFunction<Kind> number) {
            Map<Kind, Double> commands = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                commands.put(kind, number.applyAsDouble(kind));
            }
            return new Count(seconds, commands);
        }
    }
}
