package dev.muzon.extractor.cache;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file beside stored sound.
 *
 * @param form of this file. Others are taken for damaged
 * @param size of the sound in bytes
 * @param sha256 of all of it
 * @param blocks SHA-256 of each {@link #BLOCK} bytes, so that reading the beginning does not have to read it all
 */
record Sidecar(
        int form,
        long size,
        @Nullable String sha256,
        @Nullable List<String> blocks,
        @Nullable Instant stored,
        @Nullable AudioLabel label) {
    static final int FORM = 1;
    static final int BLOCK = 256 * 1024;

    /** The sidecar that says nothing. */
    static final Sidecar NONE = new Sidecar(0, 0, null, null, null, null);

    /** Returns whether everything is there that reading needs. */
    boolean isUsable() {
        return form == FORM
                && size > 0
                && blocks != null
                && blocks.size() == (size + BLOCK - 1) / BLOCK
                && stored != null
                && label != null
                && label.isWhole();
    }
}
