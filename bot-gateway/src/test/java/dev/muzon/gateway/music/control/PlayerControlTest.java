package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlayerControlTest {
    private final Controls controls = mock();
    private final Cards cards = mock();
    private final KnownPlayers known = new KnownPlayers();
    private final PlayerControl control = new PlayerControl(
            controls,
            cards,
            known,
            mock(),
            new StandingAnswers(known, new AnsweredTrouble(), () -> 0),
            new CallText(TestTexts.all()),
            TestTexts.all(),
            new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @Test
    void aCommandThatWasCarriedOutIsAnsweredAlthoughTheCardCannotBeFound() {
        PlayerView paused = Players.idle(-1, 5, Instant.EPOCH);
        when(controls.perform(any(), any(), any(), any(), isNull())).thenReturn(new Change(paused, paused));
        when(cards.willShow(any(), any(), anyInt()))
                .thenThrow(Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException());
        Invocation pause = mock();
        when(pause.command()).thenReturn(mock(Incoming.Command.class));
        when(pause.chat()).thenReturn(new Conversation(-1, Conversation.Kind.GROUP, "Group", null));
        CompletableFuture<Integer> reply = CompletableFuture.completedFuture(1);

        assertThat(control.run(pause, new PlayerCommand.Pause(), _ -> reply)).isSameAs(reply);
    }
}
