package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.voice.engine.ConnectionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests when a player whose assistant no longer hears of its voice chat joins it again. */
class UnwatchedCallTest {
    private static final ChatRef CHAT = ChatRef.of(-1);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SessionTestContext world = new SessionTestContext();
    private final Session session = ((Owner.Local) world.sessions().owner(CHAT)).session();

    @BeforeEach
    void answerJoins() {
        world.joinsAnswered = true;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void theVoiceChatIsJoinedAgainWhereThatCostsNoSound(PlayerCommand interruption) throws Exception {
        connect(song("a"), song("b"));
        PlayerView before = view();

        unwatched();
        assertThat(view()).as("not yet").extracting(PlayerView::call).isEqualTo(before.call());
        assertThat(world.joins.get()).isOne();
        session.command(new CommandRequest(interruption, null, ANN)).get(1, TimeUnit.MINUTES);

        await().atMost(LIMIT).until(() -> world.joins.get() == 2);
        assertThat(view().call()).as("what the card shows").isEqualTo(before.call());
        assertThat(world.published.values()).noneMatch(PlayerEvent.CallChanged.class::isInstance);
    }

    static List<PlayerCommand> interruptions() {
        return List.of(
                new PlayerCommand.Pause(), new PlayerCommand.Skip(1), new PlayerCommand.SeekTo(Duration.ofSeconds(9)));
    }

    @Test
    void theVoiceChatOfMusicWithoutAnEndIsJoinedAgainWithinSeconds() throws Exception {
        connect(radio("a"));

        unwatched();

        awaitRejoinWithin(30);
    }

    @Test
    void theVoiceChatOfPausedMusicIsJoinedAgainWithinSeconds() throws Exception {
        connect(song("a", Duration.ofMinutes(2)));
        session.command(new CommandRequest(new PlayerCommand.Pause(), null, ANN))
                .get(1, TimeUnit.MINUTES);

        unwatched();

        awaitRejoinWithin(30);
    }

    private void awaitRejoinWithin(int seconds) throws Exception {
        view(); // the news is taken in
        world.clock.advance(Duration.ofSeconds(seconds));
        await().atMost(LIMIT).until(() -> {
            view();
            return world.joins.get() == 2;
        });
    }

    private void connect(Track... tracks) throws Exception {
        session.durably(driver -> driver.enqueue(new EnqueueTracks("tg:1", CHAT, ANN, List.of(tracks), 0), null))
                .get(1, TimeUnit.MINUTES);
        await().atMost(LIMIT).until(() -> {
            session.connection(ConnectionState.CONNECTED);
            CallStatus call = view().call();
            return call != null && call.phase() == CallStatus.Phase.CONNECTED;
        });
    }

    private void unwatched() {
        session.changed(new VoiceChatChanged(CHAT, "main", 5, VoiceChatChanged.Change.UNWATCHED));
    }

    private PlayerView view() throws Exception {
        return session.view().get(1, TimeUnit.MINUTES);
    }
}
