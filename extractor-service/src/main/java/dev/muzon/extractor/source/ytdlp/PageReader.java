package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.resilience.MonotonicClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader of pages: asks the worker, first as the client that needs no JavaScript, then as the others. A page that was
 * read lately is not read again.
 */
final class PageReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PageReader.class);

    /** Links to sound live for hours. This bridges the time between finding a track and playing it. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final int MOST_FRESH = 200;
    private static final String YOU_TUBE = "www.youtube.com";

    /** The first client gets this part of the time, so that the others have some left. */
    private static final double FIRST_SHARE = 0.55;

    private final YtDlpInstallation installation;
    private final YtDlpWorker worker;
    private final CookiePool accounts;
    private final MonotonicClock clock;
    private final MeterRegistry meters;
    private final LinkedHashMap<String, Read> fresh = new LinkedHashMap<>();

    private volatile @Nullable String measured;
    private volatile Instant released = Instant.EPOCH;

    private record Read(YtDlpAnswer answer, Instant at) {}

    PageReader(
            YtDlpInstallation installation,
            YtDlpWorker worker,
            CookiePool accounts,
            MonotonicClock clock,
            MeterRegistry meters) {
        this.installation = installation;
        this.worker = worker;
        this.accounts = accounts;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns why no page can be read on this installation, null when pages can. */
    @Nullable String off() {
        return installation.problem();
    }

    /** Returns whether yt-dlp has heard of a host. False before the worker has started once. */
    boolean knows(String host) {
        YtDlpWorker.Ready ready = worker.ready();
        Set<String> sites = ready == null ? Set.of() : ready.sites();
        for (String domain = host; domain.indexOf('.') > 0; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (sites.contains(domain)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a worker runs that can be asked at once. */
    boolean isWarm() {
        return worker.isRunning();
    }

    /** Starts the worker, so that the first person need not wait for it. */
    void warmUp() {
        if (off() != null) {
            log.info("Pages of YouTube and other sites are off: {}", off());
            return;
        }
        try {
            worker.process();
            measure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            log.warn("Worker of yt-dlp not started, the first question tries again: {}", e.toString());
        }
    }

    /**
     * Reads a page or searches.
     *
     * @param limit for all attempts together
     * @return an answer with a track or entries
     * @throws FailureException why there is none
     */
    YtDlpAnswer read(YtDlpQuestion question, Duration limit) throws InterruptedException {
        // The address of a mix is also that of its first video.
        Read known = question.operation() == YtDlpQuestion.Operation.MIX ? null : lookUp(question.subject());
        if (known != null && known.answer().track() != null) {
            return known.answer();
        }
        long start = System.nanoTime();
        YtDlpAnswer answer;
        try {
            answer = ask(question, Duration.ofNanos((long) (limit.toNanos() * FIRST_SHARE)), "plain");
        } catch (FailureException e) {
            CookiePool.Account account = account(question, e.failure());
            if (account == null && !YtDlpFailures.isOfTheClient(e.failure())) {
                throw e;
            }
            log.debug("Page is read again as another client: {}", e.getMessage());
            Duration left = limit.minusNanos(System.nanoTime() - start);
            answer = account == null ? again(question, left, e) : by(account, question, left, e);
        }
        keep(question.subject(), answer);
        return answer;
    }

    /** Asks as the other clients. Their silence says less than what the first one was told. */
    private YtDlpAnswer again(YtDlpQuestion question, Duration limit, FailureException first)
            throws InterruptedException {
        try {
            return ask(question.byAllClients(), limit, "all");
        } catch (FailureException e) {
            throw e.failure().code() == FailureCode.SOURCE_TIMEOUT
                            || e.failure().code() == FailureCode.WEB_CHANGED
                    ? first
                    : e;
        }
    }

    /** Returns an account that may hear what others may not. Null when none can help. */
    private CookiePool.@Nullable Account account(YtDlpQuestion question, Failure failure) {
        if (!YtDlpFailures.isOfNobody(failure)) {
            return null;
        }
        return switch (question.operation()) {
            case LINK -> accounts.take(host(question.subject()));
            case SEARCH -> accounts.take(YOU_TUBE);
            case MIX -> null;
        };
    }

    private static String host(String link) {
        return CanonicalLink.youTubeVideo(link) == null ? HttpLink.parse(link).host() : YOU_TUBE;
    }

    /**
     * Asks by an account. Only single pages are read for it: lists would show strangers what only its owner should see.
     */
    private YtDlpAnswer by(CookiePool.Account account, YtDlpQuestion question, Duration limit, FailureException first)
            throws InterruptedException {
        long start = System.nanoTime();
        YtDlpAnswer answer;
        try {
            answer = ask(question.as(account.cookies()), limit, "account");
        } catch (FailureException e) {
            switch (e.failure().code()) {
                case WEB_BOT_CHECK ->
                    accounts.refused(account, e.failure().code().value());
                case WEB_LOGIN -> accounts.shutOut(account, question.subject());
                default -> log.debug("An account did not help: {}", e.getMessage());
            }
            throw e.failure().code() == FailureCode.SOURCE_TIMEOUT ? first : e;
        }
        if (YtDlpFailures.cookiesAreVoid(answer.warnings())) {
            accounts.refused(account, "the site calls them no longer valid");
        } else {
            accounts.heard(account, answer.cookies());
        }
        return answer.track() == null && question.operation() == YtDlpQuestion.Operation.LINK
                ? again(question, limit.minusNanos(System.nanoTime() - start), first)
                : answer;
    }

    /** Returns the accounts that there are, null where the operator gave none. */
    SourceView.@Nullable Accounts accounts() {
        return accounts.accounts();
    }

    private YtDlpAnswer ask(YtDlpQuestion question, Duration limit, String clients) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        String outcome = FailureCode.INTERNAL.value();
        try {
            YtDlpAnswer answer = worker.ask(question, limit);
            measure();
            alarm(answer);
            YtDlpAnswer.Trouble trouble = answer.error();
            if (!answer.ok() || trouble != null) {
                throw (trouble == null
                                ? Failure.of(FailureCode.WEB_CHANGED, "an answer without words")
                                : YtDlpFailures.of(trouble))
                        .asException();
            }
            outcome = "read";
            return answer;
        } catch (FailureException e) {
            outcome = e.failure().code().value();
            throw e;
        } finally {
            sample.stop(Timer.builder("muzon.ytdlp.answers")
                    .description("From a question to the answer of yt-dlp")
                    .tag("clients", clients)
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private void alarm(YtDlpAnswer answer) {
        String alarm = YtDlpFailures.alarm(answer.warnings());
        if (alarm != null) {
            meters.counter("muzon.ytdlp.alarms").increment();
            log.warn("YouTube's JavaScript was not solved, raise deploy/ytdlp/version: {}", alarm);
        }
    }

    private @Nullable Read lookUp(String page) {
        synchronized (fresh) {
            Read read = fresh.get(page);
            return read != null && read.at().plus(FRESH).isAfter(clock.instant()) ? read : null;
        }
    }

    private void keep(String page, YtDlpAnswer answer) {
        YtDlpAnswer.Page track = answer.track();
        if (track == null) {
            return;
        }
        synchronized (fresh) {
            var read = new Read(answer, clock.instant());
            fresh.remove(page);
            fresh.put(page, read);
            fresh.put(String.valueOf(track.page()), read);
            while (fresh.size() > MOST_FRESH) {
                fresh.pollFirstEntry();
            }
        }
    }

    /** Forgets what was read of a page, because its link to sound no longer works. */
    void forget(String page) {
        synchronized (fresh) {
            fresh.remove(page);
        }
    }

    /** Registers what the worker said of yt-dlp. Before, and with a version that is not a date, there is nothing to tell. */
    private void measure() {
        YtDlpWorker.Ready ready = worker.ready();
        if (ready == null || ready.version().equals(measured)) {
            return;
        }
        measured = ready.version();
        Gauge.builder("muzon.ytdlp.info", () -> 1)
                .description("The installed yt-dlp")
                .tag("version", ready.version())
                .register(meters);
        released(ready.version()).ifPresent(day -> {
            released = day;
            Gauge.builder("muzon.ytdlp.age", () -> ageInDays(released))
                    .description("Days since the release of the installed yt-dlp. Old ones cannot read YouTube")
                    .baseUnit("days")
                    .register(meters);
        });
    }

    private static Optional<Instant> released(String version) {
        try {
            String[] parts = version.split("\\.", -1);
            return Optional.of(
                    LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private long ageInDays(Instant day) {
        return Duration.between(day, clock.wallTime()).toDays();
    }

    @Override
    public void close() {
        worker.close();
    }
}
