package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VotesNeededTest {
    private static final long CHAT = -5;

    private final BotApi api = mock(BotApi.class);
    private final VotesNeeded votes =
            new VotesNeeded(api, Ticker.disabledTicker(), new FailureLog(FailureClassifier.of(List.of()), List.of()));

    /** Leaves out the bot and its assistant, which are members who do not vote. */
    @ParameterizedTest
    @CsvSource({"2, 2", "3, 2", "4, 2", "5, 2", "6, 3", "7, 3", "5000, 3"})
    void mostOfThePeopleSkipATrackAndThreeAlwaysDo(int members, int needed) {
        when(api.memberCount(CHAT)).thenReturn(members);

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
}
