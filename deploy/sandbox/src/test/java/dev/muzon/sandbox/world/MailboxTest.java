package dev.muzon.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void anErrorOfAListenerEndedItForGood() throws Exception {
        WorldEvent first = new WorldEvent.MessagesDeleted(1, List.of(1));
        WorldEvent second = new WorldEvent.MessagesDeleted(1, List.of(2));
        var heard = new CompletableFuture<WorldEvent>();
        var mailbox = new Mailbox(
                event -> {
                    if (event == first) {
                        throw new StackOverflowError("planned");
                    }
                    heard.complete(event);
                },
                _ -> {});
        mailbox.start();

        mailbox.put(first);
        mailbox.put(second);

        assertThat(heard.get(10, TimeUnit.SECONDS)).isSameAs(second);
        mailbox.close();
    }
}
