package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.WholeGateway;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The now-playing card: its buttons, its progress, its end. */
class CardsTest extends WholeGateway {
    @Autowired
    private CardTicker ticker;

    @Autowired
    private Cards cards;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private CardStore store;

    @Autowired
    private MongoTemplate mongo;

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
    void whoMayNotIsToldInAnAlert() {
        int card = card(playing(5));
        player.shows(playing(5));
        press(STRANGER, card, "card:5:x");
        assertThat(toast().body().path("show_alert").asBoolean()).isTrue();
        assertThat(toast().body().path("text").asString()).startsWith("Only admins and whoever asked");
        assertThat(commands()).isEmpty();
    }

    @Test
    void buttonsOfForeignOrForgottenMessagesAreStale() {
        press(requester, 3, "card:5:x");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
        press(requester, 3, "rm -rf /");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
    }

    @Test
    void aChangeRedrawsTheCardAndTheEndTakesItsButtons() {
        int card = card(playing(5));
        changed(Players.in(PlayerState.PAUSED, playing(5)));
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Paused")));
        end("first", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith("✅ Played"));
        assertThat(edits().getLast().body().at("/reply_markup/inline_keyboard").isEmpty())
                .isTrue();
        assertThat(edits().getLast().body().path("message_id").asInt()).isEqualTo(card);
    }

    @Test
    void theCardCountsWhatIsQueuedBehindItsTrack() {
        PlayerView alone = playing(5);
        card(alone);
        changed(Players.followedBy(alone, Players.entry("e2", "b", 7), Players.entry("e3", "c", 8)));
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("2 more in the queue")));
    }

    @Test
    void aBusyChatIsNotToldOfEveryTrackThatIsQueued() {
        PlayerView alone = playing(5);
        card(alone);
        CountDownLatch release = telegram.holdNext("sendMessage");
        telegram.say(chat, requester, "en", "/ping");
        await().until(() -> outbox.busy(chat));

        changed(Players.followedBy(alone, Players.entry("e2", "b", 7)));
        publisher.publish("q:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().until(() -> waitingMessages() >= 2);
        release.countDown();

        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🏁"));
        assertThat(edits()).isEmpty();
    }

    @Test
    void progressMovesToWhereThePlayerIs() {
        int card = card(playing(5));
        player.shows(Players.at(Duration.ofSeconds(95), playing(5)));
        cards.tick(chat);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits().getFirst().body().path("message_id").asInt()).isEqualTo(card);
        assertThat(edits().getFirst().text()).containsPattern("1:[345][0-9] ▬+🔘▬+ 3:45");
        assertThat(edits().getFirst().body().toString()).contains("card:5:p");
    }

    @Test
    void progressStandsStillWhileItIsPaused() {
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));
        card(paused);
        player.shows(paused);
        cards.tick(chat);
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void progressStandsStillWhileThePlayerDoesNotAnswer() {
        card(playing(5));
        cards.tick(chat);
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void aPlayerThatStaysSilentCountsAsDisconnectedWhereItWasHeardOfLast() {
        card(Players.playing(chat, 5, Instant.now().minusSeconds(60), entry));
        cards.tick(chat);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        cards.tick(chat);
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("0:30 ▬", "🔄 The connection was lost"));

        player.shows(playing(5));
        cards.tick(chat);
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).doesNotContain("🔄");
    }

    @Test
    void olderNewsChangesNothing() {
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));
        card(paused);
        cards.update(Players.playing(chat, 5, paused.at().minusSeconds(1), entry));
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void theTickerDrawsEveryCard() {
        card(playing(5));
        player.shows(Players.at(Duration.ofSeconds(95), playing(5)));
        ticker.tick();
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
    }

    @Test
    void aCardWhoseTrackNoLongerPlaysIsEndedAtTheSecondLook() {
        int card = card(playing(5));
        player.shows(Players.idle(chat, 6, Instant.now()));
        cards.tick(chat);
        cards.tick(chat);
        await().until(() -> !hasCard());
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("🎵 <b>"))
                .satisfies(edit ->
                        assertThat(edit.body().path("message_id").asInt()).isEqualTo(card));
    }

    @Test
    void aControlIsAnsweredByTheCardInSightAndInWordsWhenTheCardStaysAsItIs() {
        card(playing(5));
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        say("en", "/pause");
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Paused")));
        assertThat(sent()).hasSize(1);
        say("en", "/pause");
        assertThat(reply()).isEqualTo("⏸ Paused");
    }

    @Test
    void aCardOfTheFirstReleaseIsReadAndAnUnreadableOneIsSetAside() throws IOException {
        try (var golden = getClass().getResourceAsStream("/golden/0.1.0/card.json")) {
            String json = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            mongo.save(Document.parse(json).append("_id", chat), CardStore.COLLECTION);
        }
        mongo.save(new Document("_id", chat - 500_000).append("player", "{"), CardStore.COLLECTION);

        assertThat(store.all()).anySatisfy(card -> {
            assertThat(card.messageId()).isEqualTo(512);
            assertThat(card.current().track().title()).isEqualTo("Nocturne");
        });
        assertThat(mongo.findById(chat - 500_000, Document.class, CardStore.SET_ASIDE))
                .isNotNull();
        assertThat(mongo.findById(chat - 500_000, Document.class, CardStore.COLLECTION))
                .isNull();
        mongo.remove(Query.query(Criteria.where("_id").is(chat)), CardStore.COLLECTION);
    }

    @Test
    void ofTwoChangesToOneCardOnlyTheFirstCounts() {
        card(playing(5));
        Card known = store.live(chat).orElseThrow();
        assertThat(store.replace(known, known.ended())).isTrue();
        assertThat(store.replace(known, known.with(playing(6)))).isFalse();
        assertThat(store.remove(known)).isFalse();
        assertThat(store.find(chat))
                .hasValueSatisfying(card -> assertThat(card.over()).isTrue());
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
        telegram.refuseNext("deleteMessage", 400, "Bad Request: message can't be deleted for everyone");
        press(requester, card, "card:5:c");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("Closed. /now shows it again.");
        assertThat(edits().getFirst().body().at("/reply_markup/inline_keyboard").isEmpty())
                .isTrue();
    }

    @Test
    void aStrangerMayNotCloseIt() {
        int card = card(playing(5));
        press(STRANGER, card, "card:5:c");
        assertThat(toast().body().path("show_alert").asBoolean()).isTrue();
        assertThat(hasCard()).isTrue();
    }

    private void assertThatOnlyTheEndIsDrawn() {
        end("end", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("✅ Played"));
    }

    private double waitingMessages() {
        return meters.get("muzon.outbox.waiting").gauge().value();
    }

    private void changed(PlayerView player) {
        publisher.publish("c:" + chat, new PlayerEvent.PlayerChanged(ChatRef.of(chat), player));
    }
}
