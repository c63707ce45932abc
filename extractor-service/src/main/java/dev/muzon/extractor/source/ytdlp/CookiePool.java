package dev.muzon.extractor.source.ytdlp;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.resilience.MonotonicClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
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
    private final Path copies;
    private final MonotonicClock clock;
    private final Map<Path, Known> known = new HashMap<>();
    private long turn;

    /**
     * The cookies of one account.
     *
     * @param file of the operator, which names it
     */
    record Account(Path file, CookieText cookies) {
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
        this.copies = copies;
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
        Known next = files().stream()
                .map(this::known)
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

    /** Lets an account rest that two pages in a row did not take for one. A single page may be for somebody else. */
    synchronized void shutOut(Account account, String page) {
        Known one = known.get(account.file());
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
        Known one = known.get(account.file());
        if (one != null && one.account != null) {
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
        Known before = known.get(account.file());
        if (before == null) {
            return;
        }
        before.closedPage = null;
        if (cookies == null || !account.cookies().domains().containsAll(cookies.domains())) {
            return;
        }
        var after = new Known(before.changed, new Account(account.file(), cookies));
        after.lastTurn = before.lastTurn;
        after.rests = before.rests;
        known.put(account.file(), after);
        try {
            write(copy(account.file()), cookies);
        } catch (IOException e) {
            log.warn(
                    "Changed cookies of {} are kept until the end of this process only: {}",
                    account.name(),
                    e.toString());
        }
    }

    /** Returns how many accounts there are, null where the operator gave none. */
    synchronized SourceView.@Nullable Accounts accounts() {
        if (place == null) {
            return null;
        }
        Instant now = clock.instant();
        int ready = 0;
        int resting = 0;
        int unusable = 0;
        for (Path file : files()) {
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
        var read = new Known(changed, read(file, changed));
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

    /** Reads the private copy of a file, unless the operator has replaced the file since. */
    private @Nullable Account read(Path file, FileTime changed) {
        Path copy = copy(file);
        if (Files.exists(copy) && changed(copy).compareTo(changed) >= 0) {
            try {
                return new Account(file, text(copy));
            } catch (IOException | IllegalArgumentException e) {
                log.debug("Copy of cookies left out: {}", e.toString());
            }
        }
        try {
            return new Account(file, text(file));
        } catch (IOException | IllegalArgumentException e) {
            log.warn("Cookies in {} cannot be used: {}", file.getFileName(), e.getMessage());
            return null;
        }
    }

    private static CookieText text(Path file) throws IOException {
        if (Files.size(file) > CookieText.LONGEST) {
            throw new IllegalArgumentException("it is longer than " + (CookieText.LONGEST >> 10) + " KB");
        }
        return CookieText.of(Files.readString(file, StandardCharsets.UTF_8));
    }

    private Path copy(Path file) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256")
                    .digest(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            return copies.resolve(HexFormat.of().formatHex(name) + ENDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file that only our own user may read, whole or not at all. */
    private static void write(Path file, CookieText cookies) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = Files.createTempFile(
                folder,
                "cookies-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(part, cookies.value(), StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
