package dev.muzon.sandbox.world;

/** The media of a message, whose text is then the caption. */
public record Media(Kind kind, StoredFile file) {
    /** The way in which clients show the file. */
    public enum Kind {
        AUDIO,
        VOICE,
        VIDEO,
        VIDEO_NOTE,
        DOCUMENT,
        PHOTO
    }
}
