package dev.muzon.gateway.lending.joinrequest;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.chat.RequestTopic;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MissingRightTest {
    private static final long CHAT = -7;

    // Two requests at once named the right twice: neither saw that the other was about to.
    @Test
    void twoRequestsAtOnceNamedTheRightTwice() {
        var outbox = mock(Outbox.class);
        var topic = mock(RequestTopic.class);
        var languages = mock(ChatLanguages.class);
        var clock = TestClock.create();
        when(languages.of(CHAT)).thenReturn(Language.ENGLISH);
        when(topic.place(CHAT)).thenReturn(Destination.of(CHAT));
        when(outbox.send(any(Destination.class), any(Content.class), any())).thenReturn(new CompletableFuture<>());
        var right = new MissingRight(
                outbox,
                topic,
                languages,
                TestTexts.all(),
                new MonotonicClock(clock, clock::nanos),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));

        var assistant = new AccountView("1", AccountView.State.READY, "Muzon", 5L, "muzon_assistant", 0, null);
        right.tell(CHAT, assistant);
        right.tell(CHAT, assistant);

        verify(outbox, times(1)).send(any(Destination.class), any(Content.class), any());
    }
}
