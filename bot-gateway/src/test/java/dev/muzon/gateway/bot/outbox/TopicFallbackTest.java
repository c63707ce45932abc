package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages to topics of a forum that are closed or gone. */
class TopicFallbackTest {
    private static final long CHAT = -100;

    private final OutboxOnPinnedTime it = new OutboxOnPinnedTime();
    private final Outbox outbox = it.outbox;

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void aClosedTopicIsFollowedByTheRequestsMessageAndThenByGeneral() {
        it.telegram.refuseNext("sendMessage", 400, "Bad Request: TOPIC_CLOSED");
        it.telegram.refuseNext("sendMessage", 400, "Bad Request: TOPIC_CLOSED");
        outbox.send(new Destination(CHAT, 77), Content.of("x"), Terms.reply(12)).join();
        var tries = it.telegram.calls("sendmessage");
        assertThat(tries)
                .extracting(call -> Map.of(
                        "thread", call.body().path("message_thread_id").asInt(0),
                        "reply", call.body().at("/reply_parameters/message_id").asInt(0)))
                .containsExactly(
                        Map.of("thread", 77, "reply", 12),
                        Map.of("thread", 0, "reply", 12),
                        Map.of("thread", 0, "reply", 0));
    }

    @Test
    void aDeletedTopicIsFollowedByGeneral() {
        it.telegram.refuseNext("sendMessage", 400, "Bad Request: message thread not found");
        outbox.send(new Destination(CHAT, 77), Content.of("x"), Terms.state()).join();
        assertThat(it.telegram.calls("sendmessage")).hasSize(2);
    }

    @Test
    void aTopicWithoutTheRightToWriteIsTriedOnce() {
        it.telegram.refuseNext("sendMessage", 400, "Bad Request: CHAT_RESTRICTED");
        assertThat(outbox.send(new Destination(CHAT, 78), Content.of("y"), Terms.state()))
                .isCompletedExceptionally();
        assertThat(it.telegram.calls("sendmessage")).hasSize(1);
    }
}
