package dev.muzon.voice.session;

/** The need of a session for its place, of which an instance has only so many. */
enum Place {
    /** The place is needed: something plays or waits to play. */
    NEEDED,

    /** The place is spare: the player only stays in its voice chat. */
    SPARE,

    /** The place becomes free by itself: the player leaves or has left, and its last state is being saved. */
    LEFT
}
