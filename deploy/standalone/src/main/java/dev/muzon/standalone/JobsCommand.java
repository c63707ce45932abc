package dev.muzon.standalone;

import dev.muzon.protocol.rest.DeadJobView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command that shows the jobs that were given up, has them tried again, or deletes them. */
@Command(
        name = "jobs",
        description = "Shows the jobs that were given up. \"show\", \"revive\" and \"drop\" take their ids.",
        footer =
                "A request that found nothing, or whose link does not work, was answered and is not among them. Jobs that"
                        + " were given up go by themselves after a week.")
final class JobsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            converter = Word.class,
            description = "list, show, revive or drop (default: list).")
    private Action action = Action.LIST;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "Ids of jobs.")
    private List<String> ids = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** The things that can be done with the jobs. */
    enum Action {
        LIST,
        SHOW,
        REVIVE,
        DROP;

        /** Returns the word that the person writes. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A reader of the word that stands for an action. */
    static final class Word implements ITypeConverter<Action> {
        @Override
        public Action convert(String word) {
            return Arrays.stream(Action.values())
                    .filter(known -> known.toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("expected list, show, revive or drop, not \"" + word + "\""));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (action != Action.LIST && ids.isEmpty()) {
            throw RefusedException.asGiven(
                    "\"jobs %s\" needs the id of a job. \"%s\" lists them.".formatted(action, lister()));
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Path> folders = running.running();
        if (folders.isEmpty()) {
            out.println(running.nothingRuns());
            return StatusCommand.NOT_RUNNING;
        }
        Path folder = folders.getFirst();
        OptionalInt elsewhere = RunningServices.againInItsNetwork(folder, spec);
        if (elsewhere.isPresent()) {
            return elsewhere.getAsInt();
        }
        String token = RunningServices.token(
                folder, OperatorSettings.of(System.getenv(), env).all());
        DeadJobs jobs = new DeadJobs(RunningServices.addresses(), token);
        boolean done = act(jobs, out);
        unheard(jobs.silent(), RunFile.read(folder), "./muzon status" + running.again())
                .forEach(out::println);
        return done && jobs.silent().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /**
     * Returns what kept services from telling, and whether that is the start.
     *
     * @param status the command that tells how far a start is
     */
    static List<String> unheard(List<String> silent, Optional<RunRecord> run, String status) {
        boolean starting =
                !silent.isEmpty() && run.filter(record -> record.next() == null).isPresent();
        return starting
                ? Stream.concat(
                                silent.stream(),
                                Stream.of("Muzon is not ready yet. \"" + status + "\" tells how far it is."))
                        .toList()
                : silent;
    }

    private boolean act(DeadJobs jobs, PrintWriter out) throws InterruptedException {
        if (action == Action.LIST) {
            List<DeadJobView> all = jobs.list();
            list(all, jobs, out);
            return true;
        }
        boolean all = true;
        for (String id : ids) {
            String done = switch (action) {
                case SHOW -> jobs.show(id).map(JobsCommand::whole).orElse(null);
                case REVIVE -> jobs.revive(id) ? id + " is tried again." : null;
                case DROP -> jobs.drop(id) ? id + " is deleted." : null;
                case LIST -> throw new IllegalStateException("a list has no ids");
            };
            out.println(done == null ? jobs.missing(id, lister()) : done);
            all &= done != null;
        }
        return all;
    }

    private String lister() {
        return "./muzon jobs" + env.again() + running.again();
    }

    private static void list(List<DeadJobView> jobs, DeadJobs asked, PrintWriter out) {
        if (jobs.isEmpty()) {
            out.println(asked.none());
            return;
        }
        out.println(jobs.size() + (jobs.size() == 1 ? " job was given up:" : " jobs were given up, the newest first:"));
        jobs.forEach(job -> out.println(line(job)));
    }

    /** Puts a job into two lines. */
    static String line(DeadJobView job) {
        return String.format(
                Locale.ROOT,
                "  %-36s %-24s %s  after %d %s%n      %s",
                job.id(),
                job.type(),
                TIME.format(job.diedAt()),
                job.attempts(),
                job.attempts() == 1 ? "attempt" : "attempts",
                firstLine(job.error()));
    }

    private static String whole(DeadJobView job) {
        return """
                id        %s
                type      %s
                queue     %s
                lane      %s
                attempts  %d
                died      %s
                error     %s
                payload   %s""".formatted(
                        job.id(),
                        job.type(),
                        job.queue(),
                        orNone(job.key()),
                        job.attempts(),
                        TIME.format(job.diedAt()),
                        job.error(),
                        orNone(job.payload()));
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
