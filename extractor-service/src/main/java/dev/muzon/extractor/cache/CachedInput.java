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
 * @param stored the way to its bytes, null unless all of them were stored
 * @param release tells the shelf that this reader has gone
 */
record CachedInput(DoorInput input, @Nullable Stored stored, Runnable release) implements MediaInput {
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
