package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.LegacyCyrillic;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The source of sound in messages: of one, or of all in an album. */
@Component
class TelegramSource implements TrackSource {
    private static final Logger log = LoggerFactory.getLogger(TelegramSource.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final String TITLE = "title";
    private static final String ARTIST = "artist";

    private final TelegramFiles files;
    private final MessageSounds messages;
    private final Ffprobe ffprobe;

    TelegramSource(TelegramFiles files, MessageSounds messages, Ffprobe ffprobe) {
        this.files = files;
        this.messages = messages;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.FILES), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.TelegramFile || query instanceof TrackQuery.TelegramFiles;
    }

    /** Returns the time for whole files from servers that may be slow. */
    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        return switch (query) {
            case TrackQuery.TelegramFile file -> List.of(find(file));
            case TrackQuery.TelegramFiles album -> playable(album.files());
            default -> throw new IllegalArgumentException("not a message: " + query);
        };
    }

    /** Leaves out files that do not play, unless that is all of them. */
    private List<FoundTrack> playable(List<TrackQuery.TelegramFile> album) throws InterruptedException {
        List<FoundTrack> found = new ArrayList<>(album.size());
        @Nullable FailureException first = null;
        for (TrackQuery.TelegramFile file : album) {
            try {
                found.add(find(file));
            } catch (FailureException e) {
                if (FailureOrigin.isOurs(e.failure())) {
                    throw e;
                }
                log.info("File {} left out of its album: {}", file.uniqueId(), e.getMessage());
                first = first == null ? e : first;
            }
        }
        if (found.isEmpty() && first != null) {
            throw first;
        }
        return found;
    }

    private FoundTrack find(TrackQuery.TelegramFile message) throws InterruptedException {
        Long size = message.size();
        if (size != null && size > files.maxBytes()) {
            return large(message, size);
        }
        if (size != null && size == 0) {
            throw Failure.of(FailureCode.TRACK_EMPTY, "0 bytes").asException();
        }
        var reference = new TelegramReference(message.uniqueId(), message.fileId());
        return track(message, reference.toString(), probe(message, new FileInput(files.get(reference))));
    }

    private static FoundTrack track(TrackQuery.TelegramFile message, String reference, MediaInfo media) {
        return new FoundTrack(
                message.uniqueId(),
                reference,
                title(message, media),
                first(told(message).get(ARTIST), media.tag(ARTIST)),
                null,
                media,
                message.kind());
    }

    /** Finds what bots cannot fetch through an assistant, which reads the message itself. */
    private FoundTrack large(TrackQuery.TelegramFile message, long size) throws InterruptedException {
        TrackQuery.TelegramFile.Place place = message.place();
        if (place == null) {
            throw files.tooLarge(size).asException();
        }
        var reference = new MessageReference(Long.toString(place.chat()), place.message());
        try {
            long told = messages.song(reference, place.chat()).size();
            return track(message, reference.toString(), messages.probe(reference, place.chat(), told));
        } catch (FailureException e) {
            throw damaged(message, e);
        }
    }

    private MediaInfo probe(TrackQuery.TelegramFile message, FileInput file) throws InterruptedException {
        try {
            return ffprobe.probe(file.options(), file.location(), file.reach(), PROBE_LIMIT);
        } catch (FailureException e) {
            throw damaged(message, e);
        }
    }

    private static FailureException damaged(TrackQuery.TelegramFile message, FailureException e) {
        return e.failure().code() == FailureCode.NOT_AUDIO && isMeantAsMusic(message)
                ? Failure.of(FailureCode.TRACK_DAMAGED, e.failure().detail()).causedBy(e)
                : e;
    }

    /**
     * Returns whether Telegram or its name calls it music. Then its sender must hear more than that it has no sound.
     */
    private static boolean isMeantAsMusic(TrackQuery.TelegramFile message) {
        return message.title() != null
                || message.performer() != null
                || message.kind() == Track.Kind.VOICE_MESSAGE
                || AudioFileName.isMusic(message.fileName());
    }

    private static String title(TrackQuery.TelegramFile message, MediaInfo media) {
        if (message.kind() != null) {
            // The title for a reader that does not know the kind. All others say it in their chat's language.
            return message.kind() == Track.Kind.VOICE_MESSAGE ? "Voice message" : "Video message";
        }
        String title = first(told(message).get(TITLE), media.tag(TITLE), message.fileName());
        return title == null ? "Telegram" : AudioFileName.withoutEnding(title);
    }

    /** Returns what Telegram read in the file's tags, or the name of a recording's sender. */
    private static Map<String, String> told(TrackQuery.TelegramFile message) {
        var tags = new HashMap<String, String>();
        if (message.title() != null) {
            tags.put(TITLE, message.title());
        }
        if (message.performer() != null) {
            tags.put(ARTIST, message.performer());
        }
        return message.kind() == null ? LegacyCyrillic.repaired(tags) : tags;
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        Optional<MessageReference> message = MessageReference.read(reference);
        return message.isPresent()
                ? messages.open(message.get(), Long.parseLong(message.get().place()))
                : new FileInput(files.get(TelegramReference.parse(reference)));
    }

    private static @Nullable String first(@Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .filter(candidate -> Track.labelOf(candidate) != null)
                .findFirst()
                .orElse(null);
    }
}
