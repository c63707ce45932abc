package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.runtime.jobs.Backlog.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaleEventsTest {
    private static final ChatRef CHAT = ChatRef.of(-1);
    private static final Failure BROKEN = Failure.of(FailureCode.TRACK_DAMAGED, "broken");

    private final List<Waiting<PlayerEvent>> events = new ArrayList<>();

    @Test
    void aNightOfMusicBecomesTheStateOfTheMorning() {
        end(4, null);
        for (int epoch = 5; epoch < 105; epoch++) {
            start(epoch, "tg:" + epoch);
            change(epoch);
            change(epoch);
            end(epoch, null);
        }
        start(105, null);
        change(105);

        assertThat(told(Set.of())).containsExactly("TrackEnded4", "TrackStarted105", "PlayerChanged105");
    }

    @Test
    void answersThatPeopleWaitForAreTold() {
        add(new PlayerEvent.RequestFailed("tg:1", CHAT, BROKEN));
        add(new PlayerEvent.TracksQueued("tg:2", CHAT, List.of(entry(9)), 1, null, null));
        start(5, "tg:3");
        end(5, null);
        start(6, "tg:4");
        end(6, null);
        start(7, null);

        assertThat(told(Set.of("tg:3")))
                .containsExactly("RequestFailed", "TracksQueued", "TrackStarted5", "TrackEnded5", "TrackStarted7");
    }

    @Test
    void tracksThatWentWrongAreTold() {
        start(5, null);
        end(5, BROKEN);
        start(6, null);
        end(6, null);
        add(new PlayerEvent.QueueEnded(CHAT));

        assertThat(told(Set.of())).containsExactly("TrackEnded5", "QueueEnded");
    }

    @Test
    void troubleThatPassedIsNotToldAndTroubleThatLastsIs() {
        add(new PlayerEvent.CallTroubled(null, CHAT, BROKEN, Players.playing(-1, 5, Instant.EPOCH, entry(5))));
        add(new PlayerEvent.CallChanged(CHAT, PlayerEvent.CallChanged.CallState.LEFT, BROKEN));
        start(5, null);
        add(new PlayerEvent.CallChanged(CHAT, PlayerEvent.CallChanged.CallState.RECONNECTING, BROKEN));
        add(new PlayerEvent.CallChanged(CHAT, PlayerEvent.CallChanged.CallState.LEFT, BROKEN));

        assertThat(told(Set.of())).containsExactly("TrackStarted5", "CallChanged");
    }

    @Test
    void fewEventsAreAllTold() {
        change(5);
        end(5, null);
        start(6, null);

        assertThat(told(Set.of())).containsExactly("TrackEnded5", "TrackStarted6");
    }

    private List<String> told(Set<String> awaited) {
        List<Waiting<PlayerEvent>> left = new ArrayList<>(events);
        left.removeAll(StaleEvents.among(events, awaited::contains));
        return left.stream().map(event -> name(event.job())).toList();
    }

    private static String name(PlayerEvent event) {
        String kind = event.getClass().getSimpleName();
        return switch (event) {
            case PlayerEvent.TrackStarted it -> kind + it.player().epoch();
            case PlayerEvent.PlayerChanged it -> kind + it.player().epoch();
            case PlayerEvent.TrackEnded it -> kind + it.epoch();
            default -> kind;
        };
    }

    private void start(long epoch, @Nullable String request) {
        add(new PlayerEvent.TrackStarted(request, CHAT, Players.playing(-1, epoch, Instant.EPOCH, entry(epoch))));
    }

    private void change(long epoch) {
        add(new PlayerEvent.PlayerChanged(CHAT, Players.playing(-1, epoch, Instant.EPOCH, entry(epoch))));
    }

    private void end(long epoch, @Nullable Failure failure) {
        EndReason reason = failure == null ? EndReason.FINISHED : EndReason.FAILED;
        add(new PlayerEvent.TrackEnded(CHAT, epoch, entry(epoch), reason, failure));
    }

    private static QueueEntry entry(long epoch) {
        return Players.entry("e" + epoch, "Song " + epoch, 7);
    }

    private void add(PlayerEvent event) {
        events.add(new Waiting<>("id" + events.size(), event));
    }
}
