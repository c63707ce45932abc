package dev.muzon.extractor.source;

import dev.muzon.confinement.Reach;
import java.nio.file.Path;
import java.util.List;

/** A whole file on our disk. */
public record FileInput(Path file) implements MediaInput {
    @Override
    public List<String> options() {
        return List.of("-protocol_whitelist", "file", "-format_whitelist", MediaFormats.FILES);
    }

    @Override
    public String location() {
        return "file:" + file.toAbsolutePath();
    }

    @Override
    public Reach reach() {
        return Reach.file(file);
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public void close() {}
}
