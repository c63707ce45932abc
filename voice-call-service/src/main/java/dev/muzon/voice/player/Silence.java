package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The silence of a track whose source brings nothing. The chat is told of it once, when it lasts. */
final class Silence {
    /** Shorter trouble is over before anybody has read about it. */
    static final Duration TELL_AFTER = Duration.ofSeconds(5);

    /** Sound that is there is heard sooner. A card flickers neither at a seek nor at a short gap. */
    static final Duration SHOW_AFTER = Duration.ofSeconds(1);

    /** Some sources take seconds to open a track, which nobody has to be told. */
    static final Duration OPENING = Duration.ofSeconds(10);

    private @Nullable Instant since;
    private boolean opening;
    private String cause = "no sound came";
    private @Nullable Failure told;

    /** Notes that a source is opened, which takes a while. It may be silent already. */
    void open(Instant now) {
        if (since == null) {
            since = now;
            opening = true;
        }
    }

    /** Notes that the source brings nothing. Does nothing when that is known. */
    void begin(Instant now) {
        since = since == null ? now : since;
        opening = false;
    }

    /** Counts from now, because no sound was to be heard before. */
    void restart(Instant now) {
        since = since == null ? null : now;
    }

    /** Notes what keeps the source from bringing sound. */
    void note(Failure failure) {
        cause = failure.code().value() + ": " + failure.detail();
    }

    /** Returns what the chat was told, null when it was told nothing. */
    @Nullable Failure told() {
        return told;
    }

    /** Returns when the chat has to be told, null when there is nothing to tell. */
    @Nullable Instant tellAt() {
        return since == null || told != null ? null : since.plus(opening ? OPENING : TELL_AFTER);
    }

    /** Returns when the music is shown as loading, null when it sounds. */
    @Nullable Instant showAt() {
        return since == null ? null : since.plus(SHOW_AFTER);
    }

    /** Returns what the chat is told now. Whatever the cause, people hear nothing of this song. */
    Failure tell() {
        Failure telling = Failure.of(FailureCode.SOURCE_UNAVAILABLE, cause);
        told = telling;
        return telling;
    }

    /** Forgets the silence, because there is sound or nobody waits for it. */
    void over() {
        since = null;
        opening = false;
        cause = "no sound came";
        told = null;
    }
}
