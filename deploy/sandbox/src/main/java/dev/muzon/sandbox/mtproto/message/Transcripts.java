package dev.muzon.sandbox.mtproto.message;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What voice notes say, as Telegram's own speech recognition would find out. Unknown ones can't be recognised. */
public final class Transcripts {
    private final Map<Long, String> byFile = new ConcurrentHashMap<>();

    /** @param fileId as in {@link dev.muzon.sandbox.world.StoredFile#id} */
    public void put(long fileId, String text) {
        byFile.put(fileId, text);
    }

    Optional<String> find(long fileId) {
        return Optional.ofNullable(byFile.get(fileId));
    }
}
