package dev.muzon.extractor.disk;

import java.io.IOException;

/** A disk on which less is free than is to be left to others. */
public final class DiskShortage extends IOException {
    private static final long serialVersionUID = 1L;

    DiskShortage(String message) {
        super(message);
    }
}
