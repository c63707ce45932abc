package dev.muzon.sandbox.mtproto.message;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of voice notes, for Telegram's speech recognition. Other voice notes cannot be recognised. */
public final class Transcripts {
    private final Map<Long, String> byFile = new ConcurrentHashMap<>();

    /**
     * Sets a text.
     *
     * @param fileId as in {@link dev.muzon.sandbox.world.StoredFile#id}
     */
    public void put(long fileId, String text) {
        byFile.put(fileId, text);
    }

    /** Returns a text, empty for a sound that cannot be recognised. */
    public Optional<String> find(long fileId) {
        return Optional.ofNullable(byFile.get(fileId));
    }
}
