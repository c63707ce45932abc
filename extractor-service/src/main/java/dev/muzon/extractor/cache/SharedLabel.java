package dev.muzon.extractor.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The description of sound that replicas share.
 *
 * @param form of this description. Others are not understood
 * @param size of the sound in bytes
 * @param sha256 of all of it
 * @param fetched when it came from its server
 */
public record SharedLabel(
        int form,
        long size,
        @Nullable String sha256,
        @Nullable Instant fetched,
        @Nullable AudioLabel label) {
    private static final int FORM = 1;

    static SharedLabel of(StoredAudio stored) {
        return new SharedLabel(FORM, stored.size(), stored.sha256(), stored.fetched(), stored.label());
    }

    /** Returns whether everything is there that reading needs. */
    boolean isUsable() {
        return form == FORM && size > 0 && sha256 != null && fetched != null && label != null && label.isWhole();
    }
}
