package dev.muzon.sandbox.mtproto.message;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files in messages. A photo comes as a document, as no client here needs its sizes. */
final class MediaViews {
    /** The data centre of all files. */
    static final int DATA_CENTRE = 1;

    private static final byte[] REFERENCE = "sandbox".getBytes(StandardCharsets.US_ASCII);

    private MediaViews() {}

    static TlObject view(Media media, int date) {
        return TlObject.of("messageMediaDocument")
                .flag("voice", media.kind() == Media.Kind.VOICE)
                .flag("video", media.kind() == Media.Kind.VIDEO)
                .flag("round", media.kind() == Media.Kind.VIDEO_NOTE)
                .with("document", document(media, date));
    }

    private static TlObject document(Media media, int date) {
        StoredFile file = media.file();
        return TlObject.of("document")
                .with("id", file.id())
                .with("access_hash", file.accessHash())
                .with("file_reference", REFERENCE)
                .with("date", date)
                .with("mime_type", file.mimeType())
                .with("size", file.size())
                .with("dc_id", DATA_CENTRE)
                .with("attributes", attributes(media.kind(), file));
    }

    private static List<TlObject> attributes(Media.Kind kind, StoredFile file) {
        TlObject name = TlObject.of("documentAttributeFilename").with("file_name", file.name());
        return switch (kind) {
            case AUDIO -> List.of(audio(file).with("title", file.title()).with("performer", file.performer()), name);
            case VOICE -> List.of(audio(file).flag("voice", true));
            case VIDEO -> List.of(video(file).flag("supports_streaming", true), name);
            case VIDEO_NOTE -> List.of(video(file).flag("round_message", true));
            case DOCUMENT, PHOTO -> List.of(name);
        };
    }

    private static TlObject video(StoredFile file) {
        return TlObject.of("documentAttributeVideo")
                .with("duration", file.duration().toMillis() / 1000.0)
                .with("w", file.width())
                .with("h", file.height());
    }

    private static TlObject audio(StoredFile file) {
        return TlObject.of("documentAttributeAudio")
                .with("duration", Math.toIntExact(file.duration().toSeconds()));
    }
}
