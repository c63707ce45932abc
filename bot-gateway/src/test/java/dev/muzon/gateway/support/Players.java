package dev.muzon.gateway.support;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of players. */
public final class Players {
    private Players() {}

    public static QueueEntry entry(String id, String title, long requester) {
        return new QueueEntry(
                id,
                null,
                new Track("t-" + id, "library", title, "Artist & Co", Duration.ofSeconds(225), null),
                new Requester(requester, "User<" + requester + ">"));
    }

    public static PlayerView playing(long chat, long epoch, Instant at, QueueEntry current, QueueEntry... upcoming) {
        return new PlayerView(
                ChatRef.of(chat),
                epoch,
                0,
                PlayerState.PLAYING,
                current,
                Duration.ofSeconds(30),
                at,
                100,
                List.of(upcoming));
    }

    public static PlayerView idle(long chat, long epoch, Instant at) {
        return new PlayerView(ChatRef.of(chat), epoch, 0, PlayerState.IDLE, null, Duration.ZERO, at, 100, List.of());
    }

    public static PlayerView in(PlayerState state, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                state,
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming());
    }

    public static PlayerView withCall(@Nullable CallStatus call, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                it.queue(),
                call);
    }

    public static PlayerView withQueue(QueueStatus queue, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                queue,
                it.call());
    }

    public static PlayerView sounding(SoundSettings sound, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                it.queue(),
                it.call(),
                sound,
                it.onAir(),
                it.pause());
    }

    public static PlayerView onAir(String song, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                it.queue(),
                it.call(),
                it.sound(),
                song,
                it.pause());
    }

    public static PlayerView revised(long revision, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                revision,
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                it.queue(),
                it.call());
    }

    public static PlayerView paused(@Nullable Requester by, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                PlayerState.PAUSED,
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                it.upcoming(),
                it.queue(),
                it.call(),
                it.sound(),
                it.onAir(),
                new Pause(by));
    }

    public static PlayerView loud(int volume, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                volume,
                it.upcoming());
    }

    public static PlayerView followedBy(PlayerView it, QueueEntry... upcoming) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                it.position(),
                it.at(),
                it.volume(),
                List.of(upcoming));
    }

    public static PlayerView at(Duration position, PlayerView it) {
        return new PlayerView(
                it.chat(),
                it.epoch(),
                it.revision(),
                it.state(),
                it.current(),
                position,
                it.at(),
                it.volume(),
                it.upcoming());
    }
}
