package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the revision by which readers order two views of one player. */
class RevisionTest extends PlayerScenario {
    private final List<Long> seen = new ArrayList<>();

    @Test
    void everyAnnouncedChangeHasAHigherRevisionThanTheOneBefore() {
        note(player.enqueue(request("tg:1", song("a"), song("b"))));
        player.lineUp();
        note(player.sounded(1));
        note(player.enqueue(request("tg:2", song("c"))));
        note(command(new PlayerCommand.Pause(), null));
        note(player.lineLost(BROKEN));
        note(player.lineUp());
        note(command(new PlayerCommand.Skip(1), null));
        note(command(new PlayerCommand.Stop(), null));

        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void anEventCarriesTheRevisionThatTheViewHasAfterIt() {
        play(song("a"));

        assertThat(views(command(new PlayerCommand.Pause(), null)))
                .singleElement()
                .extracting(PlayerView::revision)
                .isEqualTo(player.view().revision());
    }

    @Test
    void unsavedAnnouncementsOfAFormerOwnerAreOlderThanTheNextOwners() {
        play(song("a"));
        PlayerSnapshot saved = player.snapshot();
        command(new PlayerCommand.Pause(), null);
        command(new PlayerCommand.Resume(), null);
        long unsaved = player.view().revision();

        player = new Player(saved, RULES, time);
        player.resume();

        assertThat(player.view().revision()).isGreaterThan(unsaved);
    }

    @Test
    void anEndedTrackNamesTheRequestThatQueuedIt() {
        play(song("a"));

        assertThat(ended(player.ended(1, StreamEnd.FINISHED)).entry().requestId())
                .isEqualTo("tg:1");
    }

    private void note(List<Effect> effects) {
        assertThat(events(effects)).isNotEmpty();
        seen.add(player.view().revision());
    }

    private static List<PlayerView> views(List<Effect> effects) {
        return events(effects).stream()
                .filter(PlayerEvent.PlayerChanged.class::isInstance)
                .map(event -> ((PlayerEvent.PlayerChanged) event).player())
                .toList();
    }
}
