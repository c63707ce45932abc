package dev.muzon.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every file that was ever sent. */
public final class Files {
    private final WorldLock lock;
    private final Map<Long, StoredFile> byId = new TreeMap<>();

    private final FileFolder folder = new FileFolder();

    Files(WorldLock lock) {
        this.lock = lock;
    }

    /**
     * Stores a file.
     *
     * @throws IOException when the content can't be measured
     */
    public StoredFile store(NewFile file) throws IOException {
        long size = file.content().size();
        return lock.locked(() -> {
            long id = lock.nextId();
            var stored = new StoredFile(
                    id,
                    WorldLock.hashOf(id),
                    "AgACSandbox" + Long.toString(id, 36),
                    "AgADSandbox" + Long.toString(id, 36),
                    file.name(),
                    file.mimeType(),
                    size,
                    file.duration(),
                    file.title(),
                    file.performer(),
                    file.width(),
                    file.height(),
                    file.cover(),
                    file.content());
            byId.put(id, stored);
            return stored;
        });
    }

    public Optional<StoredFile> find(long id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /** Finds a file by the Bot API's file id. */
    public Optional<StoredFile> findByFileId(String fileId) {
        return lock.locked(() -> byId.values().stream()
                .filter(file -> file.fileId().equals(fileId))
                .findFirst());
    }

    /**
     * Receives a file's bytes onto the disk.
     *
     * @throws IOException when they can't be read or written
     */
    public Content receive(InputStream in) throws IOException {
        return folder.write(in);
    }

    /** Deletes received bytes unless a file was made of them. */
    public void release(Content content) {
        lock.locked(() -> {
            if (byId.values().stream().noneMatch(file -> file.content().equals(content))) {
                folder.remove(content);
            }
        });
    }

    void close() {
        folder.close();
    }
}
