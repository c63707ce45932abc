package dev.muzon.extractor.source.ytdlp;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.door.Way;
import dev.muzon.extractor.source.MediaFormats;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.protocol.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sound of a page, through the door. */
record WebInput(Way way) implements MediaInput {
    @Override
    public List<String> options() {
        List<String> options = new ArrayList<>(way.options());
        options.addAll(List.of(
                "-format_whitelist",
                way.isPlaylist() ? MediaFormats.STREAMS : MediaFormats.FILES,
                "-fflags",
                "+fastseek",
                "-reconnect",
                "1",
                "-reconnect_on_network_error",
                "1",
                "-reconnect_delay_max",
                "5"));
        return List.copyOf(options);
    }

    @Override
    public String location() {
        return way.location();
    }

    @Override
    public Reach reach() {
        return Reach.port(way.port());
    }

    @Override
    public @Nullable Failure failure() {
        return way.failure();
    }

    @Override
    public void close() {
        way.close();
    }
}
