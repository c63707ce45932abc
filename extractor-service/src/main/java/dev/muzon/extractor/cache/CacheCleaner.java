package dev.muzon.extractor.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that removes what was kept long enough, at the start and each hour. */
final class CacheCleaner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CacheCleaner.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    private final CacheProperties settings;
    private final DiskAudioStore store;
    private @Nullable Thread thread;

    CacheCleaner(CacheProperties settings, DiskAudioStore store) {
        this.settings = settings;
        this.store = store;
    }

    void start() {
        if (!settings.isOff()) {
            thread = Thread.ofVirtual().name("cache-cleaner").start(this::run);
        }
    }

    private void run() {
        try {
            while (true) {
                try {
                    store.clean();
                } catch (Throwable e) {
                    log.error("Cleaning of stored sound failed", e);
                }
                pause();
            }
        } catch (InterruptedException e) {
            log.debug("Stored sound is no longer cleaned");
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(PERIOD);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
