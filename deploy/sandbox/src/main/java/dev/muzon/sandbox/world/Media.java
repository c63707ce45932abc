package dev.muzon.sandbox.world;

/** What a message carries beside words; its text is then the caption. */
public record Media(Kind kind, StoredFile file) {
    /** How clients show the file. */
    public enum Kind {
        AUDIO,
        VOICE,
        VIDEO,
        DOCUMENT,
        PHOTO
    }
}
