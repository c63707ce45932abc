package dev.muzon.extractor.source.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.TelegramFilesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Telegram's files on our disk. A file appears under its name only when it is complete. Its modification time is when
 * it was last wanted.
 */
@Component
class TelegramFiles {
    private static final Logger log = LoggerFactory.getLogger(TelegramFiles.class);
    private static final String UNFINISHED = ".part";

    /** A file that has not grown for this long belongs to a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final TelegramProperties settings;
    private final TelegramFilesApi gateway;
    private final Clock clock;

    TelegramFiles(TelegramProperties settings, Peers peers, Clock clock) {
        this.settings = settings;
        this.gateway = peers.streaming(Peer.BOT_GATEWAY, TelegramFilesApi.class);
        this.clock = clock;
    }

    /**
     * Returns the file, and fetches it when it is not here.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code track.too-large}, what bot-gateway answered, or
     * transient {@code peer.unavailable}
     */
    Path get(TelegramReference reference) {
        Path file = settings.cache().resolve(reference.uniqueId());
        try {
            boolean fetched = Files.notExists(file);
            if (fetched) {
                Files.createDirectories(settings.cache());
                fetch(reference.fileId(), file);
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            if (fetched) {
                makeRoom();
            }
            return file;
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the cache of Telegram files fails: " + e)
                    .causedBy(e);
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
        try {
            try (InputStream body = gateway.open(fileId);
                    OutputStream out = Files.newOutputStream(part)) {
                copy(body, out);
            } catch (IOException e) {
                throw Failure.of(FailureCode.PEER_UNAVAILABLE, "the file broke off: " + e)
                        .causedBy(e);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long total = 0;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            total += n;
            if (total > maxBytes()) {
                throw tooLarge(total).asException();
            }
            to.write(buffer, 0, n);
        }
    }

    private record Cached(Path file, FileTime wanted, long size) {}

    private synchronized void makeRoom() throws IOException {
        List<Cached> cached = new ArrayList<>();
        Instant abandoned = clock.instant().minus(ABANDONED);
        try (Stream<Path> files = Files.list(settings.cache())) {
            for (Path file : files.toList()) {
                if (!file.toString().endsWith(UNFINISHED)) {
                    cached.add(new Cached(file, Files.getLastModifiedTime(file), Files.size(file)));
                } else if (Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        cached.sort(Comparator.comparing(Cached::wanted));
        long total = cached.stream().mapToLong(Cached::size).sum();
        for (Cached oldest : cached) {
            if (total <= settings.cacheSize().toBytes()) {
                return;
            }
            // A player that still reads it keeps its open file.
            Files.deleteIfExists(oldest.file());
            total -= oldest.size();
            log.debug("File {} deleted: it was the least recently wanted", oldest.file());
        }
    }
}
