package dev.muzon.gateway.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

/** Access to the bot while the store hangs. */
@Timeout(value = 8, unit = TimeUnit.SECONDS)
class AdmissionPatienceTest {
    private static final Conversation CHAT = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);

    private final ChatRegistry hanging = mock(ChatRegistry.class);

    @Test
    void aChatWhoseAdmissionCannotBeReadIsNotAdmittedAndNotWaitedForTwice() {
        when(hanging.allowed(anyLong())).thenAnswer(_ -> new CompletableFuture<>().join());
        Admission admission = admission();

        assertThat(admission.admits(CHAT)).isFalse();
        long start = System.nanoTime();
        assertThat(admission.admits(CHAT)).isFalse();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(1000);
    }

    // An owner waited 15 s to hear that it could not be saved.
    @Test
    void aDecisionOfAnOwnerWaitedForAStoreThatHangs() {
        doAnswer(_ -> new CompletableFuture<>().join()).when(hanging).setAllowed(anyLong(), anyBoolean());
        Admission admission = admission();

        var refused = catchThrowableOfType(FailureException.class, () -> admission.allow(CHAT));
        assertThat(refused.failure().code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
    }

    // A guess of the minute before decided, and the supergroup was never admitted.
    @Test
    void aGroupThatWasGuessedNotToBeAdmittedTookThatAlongToItsSupergroup() {
        when(hanging.allowed(CHAT.id()))
                .thenThrow(new DataAccessResourceFailureException("away"))
                .thenReturn(true);
        Admission admission = admission();
        assertThat(admission.admits(CHAT)).isFalse();

        admission.moved(CHAT, -1_007L);

        verify(hanging).setAllowed(-1_007L, true);
    }

    private Admission admission() {
        AccessSettings settings = mock(AccessSettings.class);
        when(settings.privateMode()).thenReturn(true);
        return new Admission(
                settings,
                hanging,
                List.of(),
                new StorePatience(),
                Ticker.systemTicker(),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));
    }
}
