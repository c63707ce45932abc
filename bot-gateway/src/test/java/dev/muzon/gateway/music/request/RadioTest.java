package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests for radio stations, from the command to the outcome. */
class RadioTest extends GatewayTest {
    @Autowired
    private JobQueue jobs;

    @Test
    void aStationIsAskedForByItsWords() {
        int update = say("en", "/radio  smooth   jazz");
        assertThat(reply()).isEqualTo("📻 Looking for the station <b>smooth jazz</b>…");
        ClaimedJob job = await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(claimed -> claimed.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(job.payload()).contains("\"by\":\"station\"", "\"words\":\"smooth jazz\"");

        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        requestId(update), ChatRef.of(chat), Failure.of(FailureCode.NO_STATION, "none")));
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(edit -> assertThat(edit.text()).startsWith("I found no radio station like that.")));
    }

    @Test
    void aRussianAliasWithoutWordsExplainsItself() {
        say("ru", "/радио");
        assertThat(reply()).isEqualTo("Какое радио? Отправьте название или жанр: <code>/radio джаз</code>");
    }
}
