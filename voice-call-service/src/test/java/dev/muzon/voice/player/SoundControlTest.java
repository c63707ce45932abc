package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundControlTest extends PlayerScenario {
    @Test
    void theSoundChangesWhatPlaysAndIsAnnounced() {
        play(song("a"));
        long before = player.view().revision();

        assertThat(command(new PlayerCommand.SetSpeed(150), null))
                .contains(new Effect.Sound(SoundSettings.DEFAULT.withSpeed(150)));
        assertThat(player.view().sound()).isEqualTo(SoundSettings.DEFAULT.withSpeed(150));
        assertThat(player.view().revision()).isGreaterThan(before);
    }

    @Test
    void theSoundIsSetAndSavedWhileNothingPlays() {
        command(new PlayerCommand.SetMuted(true), null);
        command(new PlayerCommand.SetBass(7), null);
        command(new PlayerCommand.SetNightcore(true), null);
        command(new PlayerCommand.SetCrossFade(12), null);
        command(new PlayerCommand.SetNormalized(false), null);

        assertThat(player.snapshot().sound()).isEqualTo(new SoundSettings(false, 100, 7, true, 12, false));
        command(new PlayerCommand.ClearFilters(), null);
        assertThat(player.snapshot().sound()).isEqualTo(new SoundSettings(false, 100, 0, false, 12, false));
    }

    // What was asked for later all began silent.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMuteOutlivedTheStopAndTheQueue(boolean stopped) {
        play(song("a"));
        command(new PlayerCommand.SetMuted(true), null);
        assertThat(player.view().sound()).isEqualTo(SoundSettings.DEFAULT.withMuted(true));

        PlayerCommand end = stopped ? new PlayerCommand.Stop() : new PlayerCommand.Skip(1);
        assertThat(command(end, null)).contains(new Effect.Sound(SoundSettings.DEFAULT));

        assertThat(player.snapshot().sound()).isEqualTo(SoundSettings.DEFAULT);
    }

    @Test
    void aMuteOfAllMusicGoesOnWithTheNextSong() {
        play(song("a"), song("b"));
        command(new PlayerCommand.SetMuted(true), null);
        command(new PlayerCommand.Skip(1), null);

        assertThat(player.snapshot().sound().muted()).isTrue();
    }

    // The next song, of somebody else, began silent, and its author was not allowed to take the mute back.
    @Test
    void aMuteByAPersonWhoMayMuteNoOthersOutlivedTheirSong() {
        play(song("a"), song("b"));
        player.command(new CommandRequest(new PlayerCommand.SetMuted(true), null, ANN, true));
        restart();
        player.resume();
        assertThat(player.view().sound()).isNotNull();

        assertThat(command(new PlayerCommand.Skip(1), null)).contains(new Effect.Sound(SoundSettings.DEFAULT));
        assertThat(player.view().sound()).isNull();
    }

    @Test
    void aSoundThatNobodyChangedIsNotInTheView() {
        assertThat(player.view().sound()).isNull();
    }

    @Test
    void valuesBeyondTheBoundsAreRefused() {
        assertRefused(new PlayerCommand.SetSpeed(49), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SetSpeed(201), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SetBass(-1), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SetBass(11), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SetCrossFade(13), null, FailureCode.BAD_INPUT);
    }

    // "Starts in about 4 min" was told of music that plays twice as fast.
    @Test
    void aFasterSongDidNotBringTheNextOneSooner() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b"), song("c")));
        command(new PlayerCommand.SetSpeed(200), null);
        player.heard(1, Duration.ofMinutes(1));

        assertThat(events(player.enqueue(request("tg:3", song("d")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> {
                    assertThat(queued.startsIn()).isEqualTo(Duration.ofMinutes(4));
                    assertThat(queued.player().queue().length()).isEqualTo(Duration.ofSeconds(270));
                });
    }

    @Test
    void theNextSongOfAFastOneIsPreparedInTime() {
        play(song("a"), song("b"));
        Instant slow = player.nextWake();
        command(new PlayerCommand.SetSpeed(200), null);

        assertThat(player.nextWake()).isNotNull().isBefore(slow);
    }
}
