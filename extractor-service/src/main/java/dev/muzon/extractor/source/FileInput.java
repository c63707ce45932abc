package dev.muzon.extractor.source;

import dev.muzon.confinement.Reach;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
    public Stored stored() {
        return offset -> {
            FileChannel channel = FileChannel.open(file);
            try {
                return Channels.newInputStream(channel.position(offset));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        };
    }

    @Override
    public void close() {}
}
