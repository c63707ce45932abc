package dev.muzon.extractor.cache;

import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.disk.DiskShortage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The store in a folder. The folder is the only truth: other processes may write to it at any time. */
final class DiskAudioStore implements AudioStore {
    private static final Logger log = LoggerFactory.getLogger(DiskAudioStore.class);

    private final CacheProperties settings;
    private final DiskBudget budget;
    private final Clock clock;
    private final CacheMeters meters;
    private final Outage outage;
    private final CacheFolder folder;
    private final Map<AudioKey, Integer> readers = new HashMap<>();

    DiskAudioStore(CacheProperties settings, DiskBudget budget, Clock clock, CacheMeters meters) {
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
        this.meters = meters;
        this.outage = new Outage(meters);
        this.folder = new CacheFolder(settings.directory());
        budget.add(this::kept);
    }

    @Override
    public @Nullable StoredAudio find(AudioKey key) {
        try {
            Sidecar sidecar = sidecar(key);
            if (sidecar == null) {
                return null;
            }
            Instant now = clock.instant();
            if (!sidecar.isUsable()) {
                discard(key, Reason.CORRUPT);
                return null;
            }
            if (isExpired(Objects.requireNonNull(sidecar.stored()), now)) {
                discard(key, Reason.EXPIRED);
                return null;
            }
            return open(key, sidecar, now);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JacksonException e) {
            log.info("Sidecar of stored sound is damaged: {}", e.getOriginalMessage());
            discard(key, Reason.CORRUPT);
            return null;
        } catch (IOException e) {
            outage.met("stored sound cannot be read", e);
            return null;
        }
    }

    private @Nullable Sidecar sidecar(AudioKey key) throws IOException {
        Path file = folder.path(key, CacheFolder.SIDECAR);
        if (Files.notExists(file)) {
            return null;
        }
        Sidecar read = JsonMapper.shared().readValue(Files.readAllBytes(file), Sidecar.class);
        return read == null ? Sidecar.NONE : read;
    }

    private @Nullable StoredAudio open(AudioKey key, Sidecar sidecar, Instant now) throws IOException {
        count(key, 1);
        boolean opened = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.path(key, CacheFolder.AUDIO), StandardOpenOption.READ);
            if (channel.size() == sidecar.size()) {
                Files.setLastModifiedTime(folder.path(key, CacheFolder.SIDECAR), FileTime.from(now));
                opened = true;
                return new DiskAudio(channel, sidecar, () -> count(key, -1));
            }
        } finally {
            if (!opened) {
                count(key, -1);
                if (channel != null) {
                    channel.close();
                }
            }
        }
        discard(key, Reason.CORRUPT);
        return null;
    }

    private synchronized void count(AudioKey key, int more) {
        readers.merge(key, more, (a, b) -> a + b == 0 ? null : a + b);
    }

    @Override
    public @Nullable AudioDraft draft(AudioKey key, long size) {
        @Nullable FileLock lock = null;
        @Nullable AudioDraft draft = null;
        try {
            lock = folder.lock(key);
            DiskBudget.Room room = lock == null ? null : budget.ask(settings.directory(), size);
            if (lock == null || room == null) {
                return null;
            }
            draft = begin(key, size, lock, room);
            return draft;
        } catch (DiskShortage e) {
            outage.begins(String.valueOf(e.getMessage()));
            return null;
        } catch (IOException e) {
            outage.met("sound cannot be stored", e);
            return null;
        } finally {
            if (draft == null) {
                release(lock);
            }
        }
    }

    private AudioDraft begin(AudioKey key, long size, FileLock lock, DiskBudget.Room room) throws IOException {
        boolean begun = false;
        try {
            folder.makeFor(key);
            var draft = new DiskDraft(folder, key, size, lock, new DiskDraft.Ending() {
                @Override
                public Instant committed() {
                    outage.over();
                    meters.stored(1, size);
                    return clock.instant();
                }

                @Override
                public void closed() {
                    room.close();
                }
            });
            begun = true;
            return draft;
        } finally {
            if (!begun) {
                room.close();
            }
        }
    }

    private static void release(@Nullable FileLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                log.debug("Lock not released cleanly: {}", e.toString());
            }
        }
    }

    /** Returns what is stored. What is being read stays. */
    private synchronized List<DiskBudget.Kept> kept() throws IOException {
        return entries().stream()
                .map(entry -> new DiskBudget.Kept(
                        entry.size(),
                        entry.used(),
                        readers.containsKey(entry.key()) ? null : () -> remove(entry.key(), Reason.ROOM)))
                .toList();
    }

    /** Returns what is stored, and removes what was kept long enough. */
    private List<CacheFolder.Entry> entries() throws IOException {
        Instant now = clock.instant();
        List<CacheFolder.Entry> all = folder.scan();
        for (CacheFolder.Entry entry : all) {
            if (isExpired(entry.stored(), now)) {
                remove(entry.key(), Reason.EXPIRED);
            }
        }
        List<CacheFolder.Entry> kept =
                all.stream().filter(entry -> !isExpired(entry.stored(), now)).toList();
        meters.holds(
                kept.size(), kept.stream().mapToLong(CacheFolder.Entry::size).sum());
        return kept;
    }

    private boolean isExpired(Instant stored, Instant now) {
        return stored.plus(settings.keep()).isBefore(now);
    }

    /** Removes what was kept long enough, and what a killed process left half done. */
    void clean() {
        try {
            synchronized (this) {
                entries();
            }
        } catch (IOException e) {
            outage.met("stored sound cannot be listed", e);
        }
    }

    @Override
    public void describe(AudioKey key, AudioLabel label) {
        try (FileLock lock = folder.lock(key)) {
            Sidecar old = lock == null ? null : sidecar(key);
            if (old != null) {
                var described = new Sidecar(Sidecar.FORM, old.size(), old.sha256(), old.blocks(), old.stored(), label);
                folder.writeSidecar(key, JsonMapper.shared().writeValueAsString(described));
                Files.setLastModifiedTime(folder.path(key, CacheFolder.SIDECAR), FileTime.from(clock.instant()));
            }
        } catch (IOException | JacksonException e) {
            log.debug("Description of stored sound not written: {}", e.toString());
        }
    }

    @Override
    public void discard(AudioKey key, Reason reason) {
        try {
            remove(key, reason);
        } catch (IOException e) {
            outage.met("stored sound cannot be removed", e);
        }
    }

    private void remove(AudioKey key, Reason reason) throws IOException {
        folder.remove(key);
        meters.removed(reason);
        log.debug("Stored sound {} removed: {}", key.hex(), reason);
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            log.debug("Folder of stored sound not closed cleanly: {}", e.toString());
        }
    }
}
