package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.album.Albums;
import dev.muzon.gateway.music.nowplaying.CardTracks;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class UnsavedRequestTest {
    private final StatusMessages statuses = mock(StatusMessages.class);
    private final Outbox outbox = mock(Outbox.class);
    private final JobPublisher jobs = mock(JobPublisher.class);

    // When "Searching" was deleted or flooded, nobody heard that nothing was saved.
    @Test
    void theApologyForARequestThatWasNotSavedDependedOnAnEdit() {
        when(outbox.send(any(Destination.class), any(Content.class), any()))
                .thenReturn(CompletableFuture.completedFuture(5));
        when(statuses.open(anyString(), any(), any())).thenReturn(true);
        when(statuses.follow(anyString(), any())).thenReturn(CompletableFuture.completedFuture(null));
        when(statuses.editOrSend(any(), anyInt(), any(), any())).thenReturn(CompletableFuture.completedFuture(9));
        doThrow(Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException())
                .when(jobs)
                .publish(anyString(), any());

        var asked = command().ask(new TrackQuery.Text("x"), MusicPhrase.SEARCHING, Map.of("query", "x"), invocation());

        assertThat(asked).isCompleted();
        var apology = ArgumentCaptor.forClass(Draft.class);
        CompletableFuture<Integer> _ =
                verify(statuses).editOrSend(eq(new Destination(-1, 77)), eq(5), apology.capture(), any());
        assertThat(apology.getValue().write()).isPresent();
    }

    private PlayCommand command() {
        return new PlayCommand(
                mock(Albums.class),
                mock(Controls.class),
                statuses,
                mock(CardTracks.class),
                new PatientJobs(jobs, new StorePatience()),
                mock(RequestTimes.class),
                mock(SlowRequests.class),
                TestTexts.all(),
                mock(BotAccount.class),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));
    }

    private Invocation invocation() {
        var chat = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
        var sender = new Sender(7, "Dora", Sender.Kind.USER, "en");
        var asked = new Incoming.Command(1, chat, sender, 1, "play", null, "x", null, null, 77, null);
        return new Invocation(
                CommandDefinition.of(
                        "play",
                        new Category(1, BotPhrase.CATEGORY_ABOUT),
                        BotPhrase.DESCRIBE_PING,
                        _ -> CompletableFuture.completedFuture(null)),
                asked,
                new Invocation.Moment(0, null),
                "tg:1:1",
                Language.ENGLISH,
                TestTexts.all(),
                outbox);
    }
}
