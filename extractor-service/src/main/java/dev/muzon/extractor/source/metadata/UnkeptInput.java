package dev.muzon.extractor.source.metadata;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.protocol.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input that plays like another one, and whose bytes nobody keeps.
 *
 * @param substitute the name of a similar song that it is, null for the wanted one
 */
record UnkeptInput(MediaInput input, @Nullable String substitute) implements MediaInput {
    UnkeptInput(MediaInput input) {
        this(input, null);
    }

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
    public @Nullable Stored stored() {
        return input.stored();
    }

    @Override
    public boolean isWhole() {
        return input.isWhole();
    }

    @Override
    public @Nullable Failure failure() {
        return input.failure();
    }

    @Override
    public @Nullable String songTitle() {
        return input.songTitle();
    }

    @Override
    public void close() {
        input.close();
    }
}
