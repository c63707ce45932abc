package dev.muzon.assistant.tdlib;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** The sounds of posts on this machine's disk. Those that nobody has read for a while are deleted. */
final class SoundShelf {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_MEGABYTES = 1024;
    private static final int MEGABYTE = 1 << 20;

    /** A sound of which parts may be here. TDLib fetches one part of a file at a time. */
    record Sound(int file, long size, ReentrantLock lock) {}

    private final Cache<String, Sound> sounds;

    SoundShelf(TdClient client) {
        sounds = Caffeine.newBuilder()
                .expireAfterAccess(KEPT)
                .maximumWeight(MOST_MEGABYTES)
                .weigher((String _, Sound sound) -> (int) Math.min(MOST_MEGABYTES, 1 + sound.size() / MEGABYTE))
                .scheduler(Scheduler.systemScheduler())
                .removalListener((_, sound, _) -> {
                    if (sound != null) {
                        var _ = client.send(TdRequest.of("deleteFile").with("file_id", sound.file()));
                    }
                })
                .build();
    }

    /** Returns the sound with this name, and keeps it for a while from now on. */
    Sound take(String uniqueId, int file, long size) {
        return sounds.get(uniqueId, _ -> new Sound(file, size, new ReentrantLock()));
    }
}
