package dev.muzon.assistant.note;

/**
 * The places of notes that are begun. A few of each length are downloaded and decoded at once, and their pieces take
 * turns at the recogniser. The others wait, and know how many come before.
 *
 * @param brief for notes shorter than {@link LongNoteJob#FROM}
 * @param extended for the others, so that they keep no short one from its place
 * @param recogniser for pieces of those that have a place
 */
record NotePlaces(Turns brief, Turns extended, Turns recogniser) {
    /** The notes of each length that are read at once. More would only fill the disk sooner. */
    private static final int AT_ONCE = 8;

    static NotePlaces of(Turns recogniser) {
        return new NotePlaces(new Turns(AT_ONCE, System::nanoTime), new Turns(AT_ONCE, System::nanoTime), recogniser);
    }

    /** Returns how many notes wait. */
    int waiting() {
        return brief.waiting() + extended.waiting() + recogniser.waiting();
    }
}
