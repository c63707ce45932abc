package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat's player at one moment.
 *
 * @param epoch grows with every new current track. A command or event of an older epoch is stale
 * @param revision grows with every announced change, also across restarts. Of two views the one with the higher
 *     revision is newer. 0 in what version 0.1.0 stored
 * @param current null exactly when the state is {@link PlayerState#IDLE}
 * @param position of the current track at {@code at}. While PLAYING it moves on with the clock
 * @param volume percent, 1–200, 100 is the track as it is
 * @param upcoming the next tracks in playing order, at most {@value #NEXT}, without the current one
 * @param queue the standing of the whole queue, a plain one in what older versions stored
 * @param call null without a call, and in what version 0.1.0 stored
 * @param sound how the chat wants its music to sound, null while it has changed nothing
 * @param onAir the title of the song that a radio plays, or of a similar one that plays for the wanted one, bounded like a
 *     track's. Null when none was told
 * @param pause null while it is not paused, and when it is not known who paused it
 */
public record PlayerView(
        ChatRef chat,
        long epoch,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long revision,
        PlayerState state,
        @Nullable QueueEntry current,
        Duration position,
        Instant at,
        int volume,
        List<QueueEntry> upcoming,
        QueueStatus queue,
        @Nullable CallStatus call,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SoundSettings sound,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String onAir,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pause pause) {
    /** The most tracks of the queue that a view names. The rest is asked for in pages. */
    public static final int NEXT = 10;

    public PlayerView {
        queue = Objects.requireNonNullElseGet(queue, () -> QueueStatus.plain(upcoming.size()));
        onAir = Track.labelOf(onAir);
    }

    /** Makes the view of a chat that has changed nothing about its sound. */
    public PlayerView(
            ChatRef chat,
            long epoch,
            long revision,
            PlayerState state,
            @Nullable QueueEntry current,
            Duration position,
            Instant at,
            int volume,
            List<QueueEntry> upcoming,
            QueueStatus queue,
            @Nullable CallStatus call) {
        this(chat, epoch, revision, state, current, position, at, volume, upcoming, queue, call, null, null, null);
    }

    /** Makes the view of a player whose call is not known. */
    public PlayerView(
            ChatRef chat,
            long epoch,
            long revision,
            PlayerState state,
            @Nullable QueueEntry current,
            Duration position,
            Instant at,
            int volume,
            List<QueueEntry> upcoming) {
        this(
                chat,
                epoch,
                revision,
                state,
                current,
                position,
                at,
                volume,
                upcoming,
                QueueStatus.plain(upcoming.size()),
                null);
    }

    /** Returns the player that it shows. */
    public PlayerId id() {
        return PlayerId.of(chat);
    }

    /** Returns how long the current track lasts from {@code at} on, null without one and when its length is unknown. */
    public @Nullable Duration rest() {
        Duration length = current == null ? null : current.track().duration();
        if (length == null) {
            return null;
        }
        Duration left = length.minus(position);
        return left.isNegative() ? Duration.ZERO : Duration.ofMillis(Math.round(left.toMillis() / tempo()));
    }

    private double tempo() {
        return sound == null ? 1 : sound.tempo();
    }

    /** Returns the position at a moment, when nothing happens before. */
    public Duration positionAt(Instant moment) {
        Duration since = Duration.between(at, moment);
        if (state != PlayerState.PLAYING || !since.isPositive()) {
            return position;
        }
        double tempo = tempo();
        return position.plus(tempo == 1 ? since : Duration.ofMillis(Math.round(since.toMillis() * tempo)));
    }
}
