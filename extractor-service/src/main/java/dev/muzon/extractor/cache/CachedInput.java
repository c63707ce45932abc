package dev.muzon.extractor.cache;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.protocol.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sound out of the cache as ffmpeg reads it.
 *
 * @param isWhole whether all of it was stored
 * @param release tells the shelf that this reader has gone
 */
record CachedInput(DoorInput input, boolean isWhole, Runnable release) implements MediaInput {
    @Override
    public List<String> options() {
        return input.options();
    }

    @Override
    public String location() {
        return input.location();
    }

    @Override
    public Reach reach() {
        return input.reach();
    }

    @Override
    public @Nullable Failure failure() {
        return input.failure();
    }

    @Override
    public void close() {
        input.close();
        release.run();
    }
}
