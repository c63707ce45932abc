package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VotesNeededTest {
    private static final long CHAT = -5;

    private final BotApi api = mock(BotApi.class);
    private final Assistants assistants = mock(Assistants.class);
    private final VotesNeeded votes = new VotesNeeded(
            api, assistants, Ticker.disabledTicker(), new FailureLog(FailureClassifier.of(List.of()), List.of()));

    /** Leaves out the bot and the assistants that are members: they do not vote. */
    @ParameterizedTest
    @CsvSource({"2, 2, 0", "3, 2, 1", "4, 2, 1", "5, 2, 1", "5, 3, 0", "6, 2, 2", "6, 3, 1", "8, 3, 3", "5000, 3, 3"})
    void mostOfThePeopleSkipATrackAndThreeAlwaysDo(int members, int needed, int ours) {
        when(api.memberCount(CHAT)).thenReturn(members);
        when(assistants.musicians()).thenReturn(List.of(account(1), account(2), account(3)));
        when(api.membership(eq(CHAT), anyLong()))
                .thenAnswer(call -> call.<Long>getArgument(1) <= ours ? Membership.MEMBER : Membership.ABSENT);

        assertThat(votes.in(CHAT)).isEqualTo(needed);
        assertThat(votes.in(CHAT)).isEqualTo(needed);
        verify(api, times(1)).memberCount(CHAT);
    }

    @Test
    void aGroupOfWhichTelegramTellsNothingNeedsThree() {
        when(api.memberCount(CHAT))
                .thenThrow(Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "away").asException());

        assertThat(votes.in(CHAT)).isEqualTo(VotesNeeded.MOST);
    }

    private static AccountView account(long id) {
        return new AccountView("a" + id, AccountView.State.READY, "Muzon", id, null, 0, null);
    }
}
