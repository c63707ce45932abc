package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.rest.CommandRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buttons of the now-playing card. */
class CardButtonsTest extends GatewayTest {
    @Test
    void theRequesterMaySkipOnceAndTheSecondPressIsStale() {
        int card = card(playing(5));
        player.shows(playing(5));
        press(requester, card, "card:5:s");
        toast();
        assertThat(commands().getFirst().command()).isEqualTo(new PlayerCommand.Skip(1));
        assertThat(commands().getFirst().epoch()).isEqualTo(5);

        player.refuseNext(Failure.of(FailureCode.STALE_BUTTON, "epoch 5 is over"));
        press(requester, card, "card:5:s");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
    }

    @Test
    void aStrangerWhoPressesStopIsToldInAnAlert() {
        int card = card(playing(5));
        player.shows(playing(5));
        press(STRANGER, card, "card:5:x");
        assertThat(toast().body().path("show_alert").asBoolean()).isTrue();
        assertThat(toast().body().path("text").asString()).startsWith("This is other people's music: only admins");
        assertThat(commands()).isEmpty();
    }

    @Test
    void goingForwardNearTheEndNamesTheButtonThatGoesOn() {
        int card = card(playing(5));
        player.shows(playing(5));
        player.refuseNext(Failure.of(FailureCode.SEEK_PAST_END, "the track ends"));
        press(requester, card, "card:5:f");
        assertThat(toast().body().path("text").asString())
                .isEqualTo("Less than 15 s are left: ⏭ goes to the next track.");
    }

    @Test
    void theVolumeGoesUpAndDownByTenFromWhatTheCardShows() {
        int card = card(playing(5));
        player.shows(playing(5));
        press(requester, card, "card:5:v");
        toast();
        press(requester, card, "card:5:q");
        toast();
        assertThat(commands().stream().map(CommandRequest::command))
                .containsExactly(new PlayerCommand.SetVolume(110), new PlayerCommand.SetVolume(90));
    }

    @Test
    void aShuffleButtonClaimedToHaveShuffledAnEmptyQueue() {
        int card = card(playing(5));
        player.shows(playing(5));
        player.becomes(Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.SHUFFLED, null), playing(5)));
        press(requester, card, "card:5:h");
        assertThat(toast().body().path("text").asString())
                .isEqualTo("🔀 What is queued next will be shuffled. /shuffle off ends that.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 🔀 What is queued next will be shuffled. /fair is off: the queue has one order at a time.",
        "3, 🔀 Shuffled. /fair is off: the queue has one order at a time."
    })
    void theShuffleButtonEndedTurnsWithoutSayingSo(int waiting, String answer) {
        var fair = Players.withQueue(new QueueStatus(waiting, Loop.OFF, PlayOrder.FAIR, null), playing(5));
        int card = card(fair);
        player.shows(fair);
        player.becomes(Players.withQueue(new QueueStatus(waiting, Loop.OFF, PlayOrder.SHUFFLED, null), playing(5)));
        press(requester, card, "card:5:h");
        assertThat(toast().body().path("text").asString()).isEqualTo(answer);
    }

    @Test
    void buttonsOfForeignOrForgottenMessagesAreStale() {
        press(requester, 3, "card:5:x");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
        press(requester, 3, "rm -rf /");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
    }

    @Test
    void closingTakesTheCardAwayAndTheMusicPlaysOn() {
        int card = card(playing(5));
        press(requester, card, "card:5:c");
        assertThat(toast().body().has("text")).isFalse();
        await().untilAsserted(() -> assertThat(calls("deletemessage")).hasSize(1));
        assertThat(calls("deletemessage").getFirst().body().path("message_id").asInt())
                .isEqualTo(card);
        assertThat(hasCard()).isFalse();
        assertThat(commands()).isEmpty();

        press(requester, card, "card:5:c");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
    }

    @Test
    void aCardTooOldToDeleteLosesItsButtons() {
        int card = card(playing(5));
        telegram.in(chat).refuseNext("deleteMessage", 400, "Bad Request: message can't be deleted for everyone");
        press(requester, card, "card:5:c");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("Closed. /now shows it again.");
        assertThat(edits().getFirst().body().at("/reply_markup/inline_keyboard").isEmpty())
                .isTrue();
    }

    @Test
    void aStrangerMayNotCloseTheCard() {
        int card = card(playing(5));
        press(STRANGER, card, "card:5:c");
        assertThat(toast().body().path("show_alert").asBoolean()).isTrue();
        assertThat(hasCard()).isTrue();
    }
}
