package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.voice.player.Effect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {
    private static final ChatRef CHAT = ChatRef.of(-1);
    private static final Failure FAILURE = Failure.of(FailureCode.NOTHING_FOUND, "none");

    private final List<Effect.Tell> events = new ArrayList<>();

    @Test
    void fewEventsAreKeptAsTheyAre() {
        add(WaitingEvents.MANY, new PlayerEvent.QueueEnded(CHAT));

        assertThat(WaitingEvents.folded(events)).isEqualTo(events);
    }

    @Test
    void ofManyEventsTheNewestOfEachKindIsKeptInOrder() {
        add(200, new PlayerEvent.QueueEnded(CHAT));
        add(200, new PlayerEvent.CallChanged(CHAT, PlayerEvent.CallChanged.CallState.CONNECTED, null));

        assertThat(WaitingEvents.folded(events)).containsExactly(events.get(199), events.get(399));
    }

    @Test
    void answersToRequestsAreKeptAmongManyEvents() {
        add(1, new PlayerEvent.RequestFailed("tg:1", CHAT, FAILURE));
        add(200, new PlayerEvent.QueueEnded(CHAT));
        add(1, new PlayerEvent.RequestFailed("tg:2", CHAT, FAILURE));

        assertThat(WaitingEvents.folded(events)).containsExactly(events.get(0), events.get(200), events.get(201));
    }

    @Test
    void evenAnswersHaveABoundButJobsOfOtherPlayersHaveNone() {
        add(1, new MovePlayer(CHAT, ChatRef.of(-2)));
        add(WaitingEvents.MOST + 5, new PlayerEvent.RequestFailed("tg:1", CHAT, FAILURE));

        List<Effect.Tell> folded = WaitingEvents.folded(events);

        assertThat(folded)
                .hasSize(WaitingEvents.MOST)
                .startsWith(events.getFirst())
                .endsWith(events.getLast());
    }

    private void add(int times, Job event) {
        for (int i = 0; i < times; i++) {
            events.add(new Effect.Tell("event" + events.size(), event));
        }
    }
}
