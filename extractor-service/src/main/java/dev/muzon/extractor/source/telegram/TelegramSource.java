package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plays a message that someone replied to. */
@Component
class TelegramSource implements TrackSource {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    private final TelegramFiles files;
    private final Ffprobe ffprobe;

    TelegramSource(TelegramFiles files, Ffprobe ffprobe) {
        this.files = files;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.TelegramFile;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        TrackQuery.TelegramFile message = (TrackQuery.TelegramFile) query;
        Long size = message.size();
        if (size != null && size > files.maxBytes()) {
            throw files.tooLarge(size).asException();
        }
        TelegramReference reference = new TelegramReference(message.uniqueId(), message.fileId());
        FileInput file = new FileInput(files.get(reference));
        MediaInfo media = ffprobe.probe(file.options(), file.location(), PROBE_LIMIT);
        String title = first(message.title(), media.tag("title"), message.fileName());
        return List.of(new FoundTrack(
                reference.uniqueId(),
                reference.toString(),
                title == null ? "Telegram" : title,
                first(message.performer(), media.tag("artist")),
                null,
                media));
    }

    @Override
    public MediaInput open(String reference) {
        return new FileInput(files.get(TelegramReference.parse(reference)));
    }

    private static @Nullable String first(@Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .filter(candidate -> !candidate.isBlank())
                .findFirst()
                .orElse(null);
    }
}
