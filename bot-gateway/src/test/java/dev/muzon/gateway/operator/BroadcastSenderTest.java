package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broadcasts on a store that answers too late. */
@SuppressWarnings("FutureReturnValueIgnored")
class BroadcastSenderTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);

    private final BroadcastStore store = mock();
    private final KnownGroups groups = mock();
    private final Admission admission = mock();
    private final BroadcastMessages messages = mock();
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private final ManualLater later = new ManualLater();
    private final BroadcastSender sender =
            new BroadcastSender(store, groups, admission, mock(Blocklist.class), messages, leading::get, later);

    private static Optional<Broadcast> broadcast(@Nullable Long after, @Nullable Long open) {
        return Optional.of(new Broadcast(
                "b", 77, "words", Broadcast.State.RUNNING, 4, after, 0, 0, Instant.EPOCH, open, null, null));
    }

    @BeforeEach
    void aGroupIsThere() {
        doAnswer(call -> {
                    try {
                        call.<Runnable>getArgument(0).run();
                        return true;
                    } catch (RuntimeException e) {
                        return false;
                    }
                })
                .when(messages)
                .guarded(any());
        when(admission.admits(GROUP)).thenReturn(true);
        when(groups.after(null)).thenReturn(Optional.of(GROUP));
    }

    // The store chose the group after the gateway had stopped waiting: the group was left out.
    @Test
    void aGroupThatWasChosenTooLateWasLeftOut() {
        when(store.find("b")).thenReturn(broadcast(null, null)).thenReturn(broadcast(GROUP.id(), GROUP.id()));
        when(store.choose(any(), anyLong(), anyBoolean()))
                .thenThrow(Failure.of(FailureCode.STORE_UNAVAILABLE, "late").asException());
        when(messages.send(any(), any(), any())).thenReturn(CompletableFuture.completedFuture(true));

        sender.goOn("b");
        assertThat(later.next()).isTrue();

        CompletableFuture<Boolean> _ = verify(messages).send(any(), any(), any());
        verify(store).count("b", GROUP.id(), true);
    }

    // Each change of the leader cost one group its message.
    @Test
    void aGroupWhoseMessageWasCutOffIsLeftToTheNextLeader() {
        when(store.find("b")).thenReturn(broadcast(null, null));
        when(store.choose(any(), anyLong(), anyBoolean())).thenReturn(true);
        when(messages.send(any(), any(), any()))
                .thenReturn(CompletableFuture.failedFuture(new CancellationException()));

        sender.goOn("b");

        verify(store).takeBack(broadcast(null, null).orElseThrow(), GROUP.id());
    }

    @Test
    void whoDoesNotLeadChoosesNoGroup() {
        when(store.find("b")).thenReturn(broadcast(null, null));
        leading.set(false);

        sender.goOn("b");

        verify(store, never()).choose(any(), anyLong(), anyBoolean());
    }
}
