package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.disk.DiskShortage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Span;
import dev.muzon.runtime.contract.TelegramFilesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.trace.WorkContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Telegram's files on our disk. A file appears under its name only when it is complete. Its modification time is when
 * it was last wanted. A fetch is shared by all who want the file, and goes on when they no longer wait: Telegram's files
 * have no byte ranges, so a new one would begin at the first byte.
 */
@Component
class TelegramFiles {
    private static final String UNFINISHED = ".part";

    private static final int BUFFER = 16 * 1024;

    /** A file that was wanted this lately may be about to be opened. */
    private static final Duration OPENED_WITHIN = Duration.ofSeconds(30);

    /** A file that has not grown for this long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final TelegramProperties settings;
    private final DiskBudget budget;
    private final TelegramFilesApi gateway;
    private final Clock clock;
    private final Map<String, FutureTask<Path>> fetches = new ConcurrentHashMap<>();

    TelegramFiles(TelegramProperties settings, DiskBudget budget, Peers peers, Clock clock) {
        this.settings = settings;
        this.budget = budget;
        this.gateway = peers.streaming(Peer.BOT_GATEWAY, TelegramFilesApi.class);
        this.clock = clock;
        budget.add(this::kept);
    }

    /**
     * Returns the file, and fetches it when it is not here.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code track.too-large}, what bot-gateway answered, or
     *     transient {@code peer.unavailable}, {@code source.timeout} when it is not here within the limit
     */
    Path get(TelegramReference reference) throws InterruptedException {
        Path file = settings.cache().resolve(reference.uniqueId());
        if (Files.notExists(file)) {
            await(reference, file);
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return file;
        } catch (IOException e) {
            throw failing(e);
        }
    }

    private void await(TelegramReference reference, Path file) throws InterruptedException {
        var mine = new FutureTask<>(() -> fetched(reference.fileId(), file));
        // One that is done may not have been removed yet.
        FutureTask<Path> fetch = fetches.compute(
                reference.uniqueId(), (_, earlier) -> earlier == null || earlier.isDone() ? mine : earlier);
        if (mine.equals(fetch)) {
            Thread.ofVirtual().name("telegram-fetch").start(WorkContext.carried(() -> {
                try {
                    mine.run();
                } finally {
                    fetches.remove(reference.uniqueId(), mine);
                }
            }));
        }
        try {
            fetch.get(settings.fetchLimit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            fetch.cancel(true);
            throw late().causedBy(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FailureException known
                    ? known
                    : Failure.of(FailureCode.INTERNAL, "the fetch ended in " + e.getCause())
                            .causedBy(e);
        }
    }

    private Failure late() {
        return Failure.of(FailureCode.SOURCE_TIMEOUT, "the file is not here after " + new Span(settings.fetchLimit()));
    }

    private static FailureException failing(IOException e) {
        return Failure.of(FailureCode.INTERNAL_TRANSIENT, "the cache of Telegram files fails: " + e)
                .causedBy(e);
    }

    private Path fetched(String fileId, Path file) {
        try {
            Files.createDirectories(settings.cache());
            fetch(fileId, file);
            return file;
        } catch (DiskShortage e) {
            throw Failure.of(FailureCode.DISK_FULL, "the cache of Telegram files: " + e.getMessage())
                    .causedBy(e);
        } catch (IOException e) {
            throw failing(e);
        }
    }

    Failure.UserError tooLarge(long size) {
        return Failure.of(
                FailureCode.TRACK_TOO_LARGE,
                size + " bytes or more",
                Map.of("limit", FailureArgument.bytes(maxBytes())));
    }

    long maxBytes() {
        return settings.maxFile().toBytes();
    }

    private void fetch(String fileId, Path file) throws IOException {
        Path part = Files.createTempFile(settings.cache(), "fetch-", UNFINISHED);
        try (DiskBudget.Room room = budget.open(settings.cache())) {
            try (InputStream body = gateway.open(fileId);
                    OutputStream out = Files.newOutputStream(part)) {
                copy(body, out, room);
            } catch (DiskShortage e) {
                throw e;
            } catch (IOException e) {
                throw Failure.of(FailureCode.PEER_UNAVAILABLE, "the file broke off: " + e)
                        .causedBy(e);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void copy(InputStream from, OutputStream to, DiskBudget.Room room) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long end = System.nanoTime() + settings.fetchLimit().toNanos();
        long total = 0;
        long reserved = 0;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            if (System.nanoTime() - end > 0) {
                throw late().asException();
            }
            total += n;
            if (total > maxBytes()) {
                throw tooLarge(total).asException();
            }
            if (total > reserved) { // nobody tells the size before
                long more = Math.max(BUFFER, reserved);
                room.grow(more);
                reserved += more;
            }
            to.write(buffer, 0, n);
        }
    }

    /** Returns the files that are here. A player that still reads one keeps its open file. */
    private List<DiskBudget.Kept> kept() throws IOException {
        List<DiskBudget.Kept> kept = new ArrayList<>();
        if (Files.notExists(settings.cache())) {
            return kept;
        }
        Instant now = clock.instant();
        try (Stream<Path> files = Files.list(settings.cache())) {
            for (Path file : files.toList()) {
                try {
                    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                    Instant wanted = found.lastModifiedTime().toInstant();
                    if (!file.toString().endsWith(UNFINISHED)) {
                        boolean stays = wanted.plus(OPENED_WITHIN).isAfter(now);
                        kept.add(new DiskBudget.Kept(
                                found.size(), wanted, stays ? null : () -> Files.deleteIfExists(file)));
                    } else if (wanted.plus(ABANDONED).isBefore(now)) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException e) {
                    // Another fetch has ended, or made room.
                }
            }
        }
        return kept;
    }
}
