package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.StoredFile;
import java.util.List;

/** Files in the shapes that messages carry. */
final class MediaShapes {
    private MediaShapes() {}

    static Shape.Audio audio(StoredFile file) {
        return new Shape.Audio(
                file.fileId(),
                file.uniqueId(),
                file.duration().toSeconds(),
                file.performer(),
                file.title(),
                file.name(),
                file.mimeType(),
                file.size());
    }

    static Shape.Voice voice(StoredFile file) {
        return new Shape.Voice(
                file.fileId(), file.uniqueId(), file.duration().toSeconds(), file.mimeType(), file.size());
    }

    static Shape.Video video(StoredFile file) {
        return new Shape.Video(
                file.fileId(),
                file.uniqueId(),
                file.width(),
                file.height(),
                file.duration().toSeconds(),
                file.name(),
                file.mimeType(),
                file.size());
    }

    static Shape.VideoNote videoNote(StoredFile file) {
        return new Shape.VideoNote(
                file.fileId(), file.uniqueId(), file.width(), file.duration().toSeconds(), file.size());
    }

    static Shape.Document document(StoredFile file) {
        return new Shape.Document(file.fileId(), file.uniqueId(), file.name(), file.mimeType(), file.size());
    }

    static List<Shape.PhotoSize> photo(StoredFile file) {
        return List.of(new Shape.PhotoSize(file.fileId(), file.uniqueId(), file.width(), file.height(), file.size()));
    }

    static Shape.File file(StoredFile file) {
        return new Shape.File(file.fileId(), file.uniqueId(), file.size(), "files/" + file.id() + "/" + file.name());
    }
}
