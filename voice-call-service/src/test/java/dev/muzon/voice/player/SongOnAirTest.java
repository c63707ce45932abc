package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the titles of a radio's songs. */
class SongOnAirTest extends PlayerScenario {
    @Test
    void aTitleChangesTheViewAndNotTheTrack() {
        play(radio("r"), song("b"));
        long epoch = player.view().epoch();
        clock.advance(OnAir.PAUSE);

        List<PlayerEvent> told = events(player.titled(1, "Ann – One"));

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.PlayerChanged.class,
                        it -> assertThat(it.player().onAir()).isEqualTo("Ann – One"));
        assertThat(player.view().epoch()).isEqualTo(epoch);
        assertThat(player.view().queue().size()).isEqualTo(1);
    }

    @Test
    void aTitleThatIsKnownBeforeTheFirstSoundIsToldWithIt() {
        player.enqueue(Tracks.request("tg:1", radio("r")));
        player.lineUp();

        assertThat(events(player.titled(1, "One"))).isEmpty();
        assertThat(events(player.sounded(1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.TrackStarted.class,
                        it -> assertThat(it.player().onAir()).isEqualTo("One"));
        clock.advance(OnAir.PAUSE);
        assertThat(events(player.wakeUp())).isEmpty();
    }

    @Test
    void aStationThatChangesItsTitleAllTheTimeIsToldOfNowAndThen() {
        play(radio("r"));
        List<PlayerEvent> told = new ArrayList<>();

        for (int i = 1; i <= 620; i++) {
            clock.advance(Duration.ofMillis(100));
            told.addAll(events(player.titled(1, "Song " + i)));
        }
        clock.advance(OnAir.PAUSE);
        assertThat(player.nextWake()).isBeforeOrEqualTo(clock.instant());
        told.addAll(events(player.wakeUp()));

        assertThat(told).hasSize(13);
        assertThat(((PlayerEvent.PlayerChanged) told.getLast()).player().onAir())
                .isEqualTo("Song 620");
    }

    @Test
    void anEmptyTitleTakesTheFormerAwayAndTheSameIsNoNews() {
        play(radio("r"));
        clock.advance(OnAir.PAUSE);
        player.titled(1, "One");
        clock.advance(OnAir.PAUSE);

        assertThat(events(player.titled(1, "One"))).isEmpty();
        assertThat(events(player.titled(1, ""))).hasSize(1);
        assertThat(player.view().onAir()).isNull();
        clock.advance(OnAir.PAUSE);
        assertThat(events(player.titled(1, " "))).isEmpty();
    }

    @Test
    void theNextTrackDoesNotInheritTheTitle() {
        play(radio("r"), song("b"));
        player.titled(1, "One");
        command(new PlayerCommand.Skip(1), null);
        player.sounded(2);
        clock.advance(OnAir.PAUSE);

        assertThat(events(player.titled(1, "Two"))).isEmpty();
        assertThat(events(player.wakeUp())).isEmpty();
        assertThat(player.view().onAir()).isNull();
    }

    @Test
    void hostileTitlesAreBoundedLikeThoseOfTracks() {
        play(radio("r"));
        player.titled(1, "\u202e" + "x\n".repeat(5_000));

        assertThat(player.view().onAir()).hasSizeBetween(199, 200).doesNotContain("\n", "\u202e");
    }
}
