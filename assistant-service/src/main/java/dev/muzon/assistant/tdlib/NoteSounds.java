package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sounds of notes on this machine's disk. A note and its forwards have one file, which is deleted after the last of
 * them was read.
 *
 * <p>TDLib takes up by itself what a lost connection broke off, and gives no reason where it fails: Telegram refused the
 * file, another download of it was cancelled, or the disk took nothing.
 */
final class NoteSounds {
    private static final String ACTIVITY = "downloading a voice note";
    private static final int HIGHEST_PRIORITY = 32;

    /** A cancelled download succeeds the next time. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TdClient client;
    private final WrittenFiles files;

    /** The number of readers of each file. */
    private final Map<Integer, Integer> readers = new ConcurrentHashMap<>();

    NoteSounds(TdClient client, WrittenFiles files) {
        this.client = client;
        this.files = files;
    }

    /**
     * Returns the downloaded file, which stays until {@link #forget} was called as often as this.
     *
     * @param limit the longest wait for one attempt
     * @throws FailureException user {@code note.unreadable} for a file that is empty or that Telegram refuses each time
     */
    Path fetch(int file, Duration limit) throws InterruptedException {
        readers.merge(file, 1, Integer::sum);
        for (int attempt = 1; ; attempt++) {
            try {
                return Path.of(client.call(
                                about("downloadFile", file)
                                        .with("priority", HIGHEST_PRIORITY)
                                        .with("offset", 0)
                                        .with("limit", 0)
                                        .with("synchronous", true),
                                limit)
                        .path("local")
                        .path("path")
                        .asString(""));
            } catch (TdError e) {
                FailureException failure = client.failed(ACTIVITY, e);
                if (failure.failure().code() != FailureCode.ACCOUNT_REFUSED) {
                    throw failure;
                }
                long size = size(file);
                if (size == 0 || attempt == ATTEMPTS) {
                    throw files.haveRoomFor(size) ? refused(e, size) : full(e, size);
                }
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
    }

    /** Deletes the file unless another note needs it. What TDLib does not delete now, the next start deletes. */
    void forget(int file) {
        readers.compute(file, (_, count) -> {
            if (count != null && count > 1) {
                return count - 1;
            }
            var _ = client.send(about("deleteFile", file)); // here, so that no new reader asks for it before
            return null;
        });
    }

    private static FailureException refused(TdError error, long size) {
        return Failure.of(FailureCode.NOTE_UNREADABLE, "Telegram gives no file of " + size + " bytes: " + error.text())
                .causedBy(error);
    }

    private FailureException full(TdError error, long size) {
        return Failure.of(FailureCode.DISK_FULL, "no room for " + size + " bytes of a voice note in " + files.folder())
                .causedBy(error);
    }

    /** Returns the size that the note's message gives, which is 0 for an empty file only. */
    private long size(int file) throws InterruptedException {
        return client.ask(ACTIVITY, about("getFile", file)).path("size").longValue(0);
    }

    private static TdRequest about(String type, int file) {
        return TdRequest.of(type).with("file_id", file);
    }
}
