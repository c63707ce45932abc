package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class StalenessTest extends GatewayTest {

    @Test
    void controlsFromBeforeAnOutageLeaveTheCurrentTrackAlone() {
        player.shows(playing(5));
        sayAt(Instant.now().minus(Duration.ofMinutes(10)), "/skip");
        assertThat(reply()).contains("I was away for a while");
        sayAt(Instant.now().minus(Duration.ofMinutes(9)), "/stop");
        say("en", "/pause");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).isEqualTo("⏸ Paused");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void threeHundredMessagesOfHoursAgoCostOneWordAndHoldUpNothingFresh() {
        player.shows(playing(5));
        Instant before = Instant.now().minus(Duration.ofHours(6));
        for (int i = 0; i < 297; i++) {
            sayAt(before.plusSeconds(i), i % 7 == 0 ? "/play song " + i : i % 7 == 1 ? "/skip" : "word " + i);
        }
        say("en", "/ping");
        say("en", "/pause");
        say("en", "/queue");

        await().untilAsserted(() -> assertThat(sent())
                .extracting(FakeBotApi.Call::text)
                .anyMatch(text -> text.contains("Pong"))
                .contains("⏸ Paused")
                .anyMatch(text -> text.startsWith("<b>Now:</b>")));
        await().until(() -> telegram.unconfirmed() == 0);
        assertThat(sent()).hasSize(4);
        assertThat(sent().getFirst().text()).contains("I was away for a while");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void aQuestionOutlivesAShortOutage() {
        sayAt(Instant.now().minus(Duration.ofMinutes(5)), "/ping");
        assertThat(reply()).contains("Pong");
    }

    @Test
    void aWrongClockOfThisMachineDoesNotMakeMessagesOld() {
        var clock = TestClock.create();
        var time = new TelegramTime(clock);
        Instant sent = clock.instant();
        clock.advance(Duration.ofHours(1));
        assertThat(time.now()).isEqualTo(sent.plus(Duration.ofHours(1)));
        time.heard(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.plusSeconds(2).atOffset(ZoneOffset.UTC)));
        assertThat(time.now()).isBetween(sent.plusSeconds(1), sent.plusSeconds(2));
        time.heard("yesterday");
        assertThat(time.now()).isBetween(sent.plusSeconds(1), sent.plusSeconds(2));
    }
}
