package dev.muzon.extractor.source.ytdlp;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.resilience.MonotonicClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of an operator on sites, as files of cookies that take turns. One that a site refuses rests, and a file
 * that is replaced is ready again. What sites change of the cookies goes into a private copy: the operator's files are
 * only read.
 */
final class CookiePool {
    /** YouTube lets an account that asked too often wait for up to an hour. */
    static final Duration REST = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(CookiePool.class);
    private static final String ENDING = ".txt";
    private static final int MOST = 50;

    private final @Nullable Path place;
    private final @Nullable CookieCopies copies;
    private final MonotonicClock clock;
    private final Map<Path, Known> known = new HashMap<>();
    private long turn;

    /**
     * The cookies of one account.
     *
     * @param file of the operator, which names it
     * @param copy where what sites make of the cookies is kept
     */
    record Account(Path file, Path copy, CookieText cookies) {
        private String name() {
            return String.valueOf(file.getFileName());
        }
    }

    /** The state of a file, as long as it is not replaced. */
    private static final class Known {
        private final FileTime changed;
        private final @Nullable Account account;
        private Instant rests = Instant.MIN;
        private @Nullable String closedPage;
        private long lastTurn;

        private Known(FileTime changed, @Nullable Account account) {
            this.changed = changed;
            this.account = account;
        }
    }

    /**
     * Makes a pool.
     *
     * @param place a file, or a folder whose files that end in {@code .txt} are taken. Null for no account
     * @param copies the folder of private copies
     */
    CookiePool(@Nullable Path place, Path copies, MonotonicClock clock, MeterRegistry meters) {
        this.place = place;
        this.copies = place == null ? null : new CookieCopies(copies, place, clock);
        this.clock = clock;
        gauge(meters, "ready", SourceView.Accounts::ready);
        gauge(meters, "resting", SourceView.Accounts::resting);
        gauge(meters, "unusable", SourceView.Accounts::unusable);
    }

    private void gauge(MeterRegistry meters, String state, ToLongFunction<SourceView.Accounts> count) {
        Gauge.builder("muzon.ytdlp.cookies", () -> {
                    SourceView.Accounts accounts = accounts();
                    return accounts == null ? 0 : count.applyAsLong(accounts);
                })
                .description("Files of cookies for yt-dlp, by whether they can be used")
                .tag("state", state)
                .register(meters);
    }

    /** Returns the account for a host that was used the longest ago. Null when none is ready. */
    synchronized @Nullable Account take(String host) {
        Instant now = clock.instant();
        List<Known> all = files().stream().map(this::known).toList();
        forgetOthers(all);
        Known next = all.stream()
                .filter(one -> one.account != null && one.account.cookies().concerns(host))
                .filter(one -> !one.rests.isAfter(now))
                .min(Comparator.comparingLong(one -> one.lastTurn))
                .orElse(null);
        if (next == null) {
            return null;
        }
        next.lastTurn = ++turn;
        return next.account;
    }

    /** Removes the copies of files that are gone or replaced. One that cannot be read may only be unfinished. */
    private void forgetOthers(List<Known> all) {
        if (copies != null && all.stream().noneMatch(one -> one.account == null)) {
            copies.keepOnly(all.stream()
                    .map(one -> Objects.requireNonNull(one.account).copy())
                    .collect(Collectors.toSet()));
        }
    }

    /** Returns what is known of an account. Null when its file is gone or replaced. */
    private @Nullable Known known(Account account) {
        Known one = known.get(account.file());
        return one != null && one.account != null && one.account.copy().equals(account.copy()) ? one : null;
    }

    /** Lets an account rest that two pages in a row did not take for one. A single page may be for somebody else. */
    synchronized void shutOut(Account account, String page) {
        Known one = known(account);
        if (one == null) {
            return;
        }
        if (one.closedPage != null && !one.closedPage.equals(page)) {
            refused(account, "two pages want a login");
        }
        one.closedPage = page;
    }

    /** Lets an account rest that a site refused. */
    synchronized void refused(Account account, String why) {
        Known one = known(account);
        if (one != null) {
            one.rests = clock.instant().plus(REST);
            log.warn("Cookies in {} rest for {} min: {}", account.name(), REST.toMinutes(), why);
        }
    }

    /**
     * Notes that an account was heard, and keeps what the site made of its cookies.
     *
     * @param cookies null when it changed none
     */
    synchronized void heard(Account account, @Nullable CookieText cookies) {
        Known before = known(account);
        if (before == null || copies == null) {
            return;
        }
        before.closedPage = null;
        if (cookies == null || !account.cookies().domains().containsAll(cookies.domains())) {
            return;
        }
        var after = new Known(before.changed, new Account(account.file(), account.copy(), cookies));
        after.lastTurn = before.lastTurn;
        after.rests = before.rests;
        known.put(account.file(), after);
        try {
            copies.write(account.copy(), cookies);
        } catch (IOException e) {
            log.warn(
                    "Changed cookies of {} are kept until the end of this process only: {}",
                    account.name(),
                    e.toString());
        }
    }

    /** Returns how many accounts there are, null where the operator gave none. */
    synchronized SourceView.@Nullable Accounts accounts() {
        List<Path> files = files();
        if (files.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        int ready = 0;
        int resting = 0;
        int unusable = 0;
        for (Path file : files) {
            Known one = known(file);
            if (one.account == null) {
                unusable++;
            } else if (one.rests.isAfter(now)) {
                resting++;
            } else {
                ready++;
            }
        }
        return new SourceView.Accounts(ready, resting, unusable);
    }

    private List<Path> files() {
        if (place == null) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> all = Files.list(place)) {
                all.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                        .sorted()
                        .limit(MOST)
                        .forEach(files::add);
            } catch (IOException e) {
                log.warn("Folder of cookies not read: {}", e.toString());
                files.add(place); // unusable, and no reason to forget its accounts
            }
        } else {
            files.add(place);
        }
        known.keySet().retainAll(files);
        return files;
    }

    private Known known(Path file) {
        FileTime changed = changed(file);
        Known before = known.get(file);
        if (before != null && before.changed.equals(changed)) {
            return before;
        }
        var read = new Known(changed, read(file));
        known.put(file, read);
        return read;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Reads a file, or what sites have made of it since. Null when it cannot be used. */
    private @Nullable Account read(Path file) {
        try {
            CookieText given = CookieText.in(file);
            Path copy = Objects.requireNonNull(copies).of(given.value());
            CookieText changed = copies.read(copy);
            return new Account(file, copy, changed == null ? given : changed);
        } catch (IOException | IllegalArgumentException e) {
            log.warn("Cookies in {} cannot be used: {}", file.getFileName(), e.getMessage());
            return null;
        }
    }
}
