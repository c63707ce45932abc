package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.CallStatus.Phase;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Trouble of calls, as chats hear of it. */
class CallEventsTest extends GatewayTest {
    private static final Failure UNINVITED = Failure.of(
            FailureCode.INVITE_RIGHT_MISSING,
            "not enough rights",
            Map.of("assistant", FailureArgument.text("@muzon_assistant")));

    private static final Failure ENDED =
            Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended", Map.of("count", FailureArgument.count(2)));

    private static final Duration SETTLED = ToldTrouble.STEADY.plusSeconds(20);

    @Autowired
    private Outbox outbox;

    @Autowired
    private KnownPlayers known;

    @Test
    void troubleOfARequestThatWasJustMadeStandsInItsMessageAndTheCardComesBelow() {
        int update = say("en", "/play nocturne");
        reply();
        publish("trouble", new PlayerEvent.CallTroubled(requestId(update), ChatRef.of(chat), UNINVITED, waiting()));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .startsWith("➕ <b>Artist &amp; Co – Nocturne</b>\n⚠️ I can't invite @muzon_assistant into this group.");

        publish("started", new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), playing(5)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
        JsonNode answer = edits().getFirst().body().path("message_id");
        // The card is edited meanwhile too.
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(edits().stream()
                                .filter(edit -> answer.equals(edit.body().path("message_id")))
                                .map(edit -> edit.text())
                                .toList())
                        .last()
                        .asString()
                        .contains("⚠️ I can't invite @muzon_assistant into this group.")
                        .endsWith("\n✅ That is solved: the music went on."));
    }

    @Test
    void troubleThatWasToldIsCorrectedOnceAndOnlyWhenMusicIsHeard() {
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, waiting()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        publish("waits", new PlayerEvent.PlayerChanged(ChatRef.of(chat), waiting()));
        publish("heard", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(5)));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).endsWith("✅ That is solved: the music went on.");

        publish("again", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(5)));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(edits()).hasSize(1);
    }

    // "There is no voice chat" was said when it had begun and the assistant was muted in it.
    @Test
    void troubleThatGaveWayToAnotherWasTold() {
        Failure none = Failure.of(FailureCode.NO_VOICE_CHAT, "none");
        Failure muted = Failure.of(
                FailureCode.VOICE_CHAT_MUTED, "seen", Map.of("assistant", FailureArgument.text("@muzon_assistant")));
        player.shows(Players.revised(9, silent(muted)));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), none, silent(none)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).contains("@muzon_assistant is muted");

        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).contains("@muzon_assistant is muted");
    }

    // The voice chat had begun eleven seconds before.
    @Test
    void anAnnouncementToldOfTroubleThatWasOver() {
        QueueEntry second = Players.entry("e2", "Waltz", requester);
        PlayerView then = Players.followedBy(playing(5), second);
        player.shows(Players.revised(9, then));
        publish("queued", queued(second, Players.revised(7, silent(Failure.of(FailureCode.NO_VOICE_CHAT, "none")))));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text())
                .startsWith("➕ <b>Artist &amp; Co – Waltz</b>")
                .doesNotContain("⚠️");
    }

    // "There is no voice chat" stood below a song for good, while the music played.
    @Test
    void troubleInAnAnswerWasNeverTakenBackWhenTheMusicWentOn() {
        announceInTrouble();
        player.shows(playing(5));
        publish("heard", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(5)));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("➕ <b>Artist &amp; Co – Waltz</b>");
    }

    @Test
    void troubleInAnAnswerWasNeverTakenBackWhenTheMusicWasStopped() {
        announceInTrouble();
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("➕ <b>Artist &amp; Co – Waltz</b>");
    }

    // The music waited for the song's source, and the next song was told to wait for it, too.
    @Test
    void troubleOfASourceInAnAnswerWasNeverTakenBackWhenAnotherSongBegan() {
        CallStatus away = new CallStatus(Phase.CONNECTED, Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away"));
        QueueEntry second = Players.entry("e2", "Waltz", requester);
        PlayerView waiting = Players.revised(
                7, Players.withCall(away, Players.in(PlayerState.STARTING, Players.followedBy(playing(5), second))));
        player.shows(waiting);
        publish("queued", queued(second, waiting));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).contains("⏳ Waiting for the source of this song…");
        publish("next", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(6)));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("➕ <b>Artist &amp; Co – Waltz</b>");
    }

    private void announceInTrouble() {
        PlayerView silent = Players.revised(7, silent(Failure.of(FailureCode.NO_VOICE_CHAT, "none")));
        player.shows(silent);
        publish("queued", queued(Players.entry("e2", "Waltz", requester), silent));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text())
                .startsWith("➕ <b>Artist &amp; Co – Waltz</b>\nNumber 1 in the queue")
                .contains("⚠️ I can't play yet: there is no voice chat.");
    }

    private PlayerEvent.TracksQueued queued(QueueEntry entry, PlayerView player) {
        return new PlayerEvent.TracksQueued("tg:q" + chat, ChatRef.of(chat), List.of(entry), 1, null, player);
    }

    private PlayerView silent(Failure why) {
        return Players.withCall(
                new CallStatus(Phase.JOINING, why),
                Players.in(
                        PlayerState.STARTING, Players.followedBy(playing(5), Players.entry("e2", "Waltz", requester))));
    }

    // The next song was said to have solved the trouble of the one that was dropped.
    @Test
    void troubleOfASourceWasCalledSolvedByTheNextSong() {
        Failure away = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away");
        PlayerView silent =
                Players.withCall(new CallStatus(Phase.CONNECTED, null), Players.in(PlayerState.STARTING, playing(5)));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), away, silent));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FAILED, away));
        publish("next", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(6)));
        publish("played", new PlayerEvent.TrackEnded(ChatRef.of(chat), 6, entry, EndReason.FINISHED, null));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🏁"));
        assertThat(edits()).noneMatch(edit -> edit.text().contains("solved"));
    }

    @Test
    void givingUpOnPausedMusicPromisesNotToGoOn() {
        player.shows(Players.paused(new Requester(requester, "Ann"), playing(5)));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, UNINVITED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getLast().text())
                .isEqualTo(
                        "⏹ I have stopped. I can't invite my assistant @muzon_assistant: make me an admin with the right "
                                + "“Invite users via link”, or add it yourself, then /resume.\nThe queue is kept.");
    }

    @Test
    void troubleOfMusicThatWasHeardIsANewMessageAndStandsOnTheCard() {
        say("ru", "/ping");
        reply();
        card(playing(5));
        PlayerView lost = Players.withCall(
                new CallStatus(Phase.RECONNECTING, UNINVITED), Players.in(PlayerState.RECONNECTING, playing(5)));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, lost));

        await().untilAsserted(() -> assertThat(sent()).hasSize(3));
        assertThat(sent().getLast().text()).startsWith("⚠️ Не могу пригласить @muzon_assistant в эту группу.");
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits().getLast().text()).contains("Не могу пригласить @muzon_assistant");
    }

    @Test
    void anEndedVoiceChatIsToldOnceAndItsCardLosesItsButtons() {
        card(playing(5));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("⏹ The voice chat has ended, so I stopped. "
                        + "Your 2 tracks are safe: start a new one and I'll go on.");
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("🎵")));
    }

    // In a busy group it was told after 21 s: the edit of the card, which keeps a distance there, went before it.
    @Test
    void theEndOfAVoiceChatWaitedForTheEditOfItsCard() {
        card(playing(5));
        CountDownLatch busy = telegram.in(chat).holdNext("editMessageText");
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("⏹ The voice chat has ended");
        busy.countDown();
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("🎵")));
    }

    @Test
    void theEndOfAVoiceChatWasToldLateWhileTheMusicPlayedAgain() {
        card(playing(5));
        player.shows(playing(5));
        CountDownLatch busy = telegram.in(chat).holdNext("editMessageText");
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        publish("again", new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        await().until(() -> outbox.busy(chat));

        busy.countDown();

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent()).extracting(FakeBotApi.Call::text).noneMatch(text -> text.contains("voice chat has ended"));
    }

    @Test
    void theEndOfAVoiceChatCountedTracksThatWereSkippedSince() {
        card(playing(5));
        player.shows(Players.withCall(new CallStatus(Phase.LEFT, ENDED), Players.in(PlayerState.PAUSED, playing(6))));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("⏹ The voice chat has ended, so I stopped. "
                        + "Your 1 track is safe: start a new one and I'll go on.");
    }

    @Test
    void anEndedVoiceChatOfMusicThatWasPausedSincePromisesNotToGoOn() {
        card(playing(5));
        player.shows(Players.paused(new Requester(requester, "Ann"), playing(5)));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("⏹ I have stopped. No voice chat is on: start one, then /resume.\nThe queue is kept.");
    }

    @Test
    void aRemovedAssistantOfMusicThatWasPausedSincePromisesNotToGoOn() {
        card(playing(5));
        player.shows(Players.paused(new Requester(requester, "Ann"), playing(5)));
        Failure removed = Failure.of(
                FailureCode.ASSISTANT_REMOVED,
                "removed",
                Map.of(
                        "assistant", FailureArgument.text("@muzon_assistant"),
                        "count", FailureArgument.count(1)));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("⏹ I have stopped. My assistant @muzon_assistant is not in this group: "
                        + "/resume brings it in if I may invite people, else let it in again.\nThe queue is kept.");
    }

    // The answer to a /resume named it, and a moment later a new message did so too.
    @Test
    void troubleThatAnAnswerTellsIsNotToldInAnotherMessage() {
        PlayerView joining = Players.withCall(new CallStatus(Phase.JOINING, null), waiting());
        player.shows(joining);
        player.becomes(joining);
        say("en", "/resume");
        reply();

        PlayerView uninvited =
                Players.revised(9, Players.withCall(new CallStatus(Phase.JOINING, UNINVITED), waiting()));
        player.shows(uninvited);
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, uninvited));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🏁");
        assertThat(edits().getFirst().text()).startsWith("⚠️ I can't invite @muzon_assistant into this group.");
    }

    // "My assistant is starting" was the answer, and a new message said so in the same second.
    @Test
    void troubleThatPassesWasToldBesideTheAnswerThatNamedIt() {
        Failure starting = Failure.of(FailureCode.ASSISTANT_STARTING, "starting");
        PlayerView waits = Players.revised(9, Players.withCall(new CallStatus(Phase.JOINING, starting), waiting()));
        player.shows(waits);
        say("en", "/resume");
        assertThat(reply()).startsWith("⚠️ I can't play yet: my assistant is starting.");

        publish("trouble", new PlayerEvent.CallTroubled("tg:r" + chat, ChatRef.of(chat), starting, waits));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🏁");
    }

    // "Joining the voice chat" was said, and a new message of the same second said that nobody can invite the
    // assistant.
    @Test
    void troubleWasToldBesideAnAnswerThatWasOnItsWay() {
        CountDownLatch release = telegram.in(chat).holdNext("sendMessage");
        player.shows(Players.idle(chat, 4, Instant.now()));
        player.becomes(Players.revised(8, Players.withCall(new CallStatus(Phase.JOINING, null), waiting())));
        say("en", "/undo");
        await().until(() -> outbox.busy(chat));

        PlayerView uninvited = Players.revised(9, waiting());
        player.shows(uninvited);
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, uninvited));
        await().until(() ->
                known.of(new PlayerId(chat)).filter(it -> it.revision() == 9).isPresent());
        release.countDown();
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getFirst().text()).startsWith("↩️ Back: ");
        assertThat(sent().getLast().text()).startsWith("🏁");
        assertThat(edits().getFirst().text())
                .startsWith("↩️ Back: ")
                .contains("⚠️ I can't invite @muzon_assistant into this group.");
    }

    // "➕" stood before a song that had waited for minutes, as if it had just been asked for.
    @Test
    void troubleOfASongThatHadLongWaitedWasToldLikeANewRequest() {
        publish("trouble", new PlayerEvent.CallTroubled("tg:r" + chat, ChatRef.of(chat), UNINVITED, waiting()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).startsWith("⚠️ I can't invite @muzon_assistant into this group.");
    }

    // "My assistant is starting, I'll go on as soon as it is ready" stood there for good when it was ready and banned.
    @Test
    void troubleOfOursStoodThereWhenPeopleHadToEndAnother() {
        Failure starting = Failure.of(FailureCode.ASSISTANT_STARTING, "starting");
        PlayerView waits = Players.withCall(new CallStatus(Phase.JOINING, starting), waiting());
        publish("starting", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), starting, waits));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, waiting()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        publish("waits", new PlayerEvent.PlayerChanged(ChatRef.of(chat), waiting()));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .startsWith("⚠️ I can't play yet: my assistant is starting.")
                .endsWith("\n☑️ That is over.");
    }

    // "Bring it back" was followed five seconds later by the news that nobody can invite it.
    @Test
    void theWayBackOfARemovedAssistantWasToldBesideItsRemoval() {
        player.shows(
                Players.withCall(new CallStatus(Phase.LEFT, removed()), Players.in(PlayerState.PAUSED, playing(5))));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        player.shows(waiting());
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, waiting()));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🏁");
    }

    // A ban was told as a removal until somebody asked, and then as a ban.
    @Test
    void aBanThatTheBotHasSeenIsToldByItsName() {
        card(playing(5));
        known.banned(new PlayerId(chat), "@muzon_assistant");
        Failure removed = removed();
        CallStatus left = new CallStatus(Phase.LEFT, removed);
        player.shows(Players.withCall(left, Players.in(PlayerState.PAUSED, playing(5))));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("⚠️ I can't play: @muzon_assistant is banned in this group. "
                        + "Unban it, and I'll go on: 1 track is safe.");
    }

    @Test
    void aRemovalAfterABanWasLiftedIsToldAsOne() {
        card(playing(5));
        known.banned(new PlayerId(chat), "@muzon_assistant");
        known.unbanned(new PlayerId(chat), "@muzon_assistant");
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("⏹ I stopped, because @muzon_assistant was removed");
    }

    // "Let it in again" stood there, although it was banned. The bot hears of a ban after the removal that comes with
    // it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        en | ⏹ I stopped, because | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on: 1 track is safe.
        ru | ⏹ | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу: сохранён 1 трек.
        """)
    void aRemovalThatWasABanStoodThereAsARemoval(String language, String removed, String banned) {
        say(language, "/ping");
        reply();
        PlayerView left = Players.revised(
                8, Players.withCall(new CallStatus(Phase.LEFT, removed()), Players.in(PlayerState.PAUSED, playing(5))));
        player.shows(left);
        publish("changed", new PlayerEvent.PlayerChanged(ChatRef.of(chat), left));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith(removed).doesNotContain("⚠️");

        known.banned(new PlayerId(chat), "@muzon_assistant");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo(banned);

        publish("again", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith(banned + "\n⏹"));
    }

    // "Let it in again, then /resume: 1 track is safe, paused" stood there for good, although it was banned, and also
    // after that /resume.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        en | is not in this group: /resume brings it in | is banned in this group: unban it, then /resume. | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on: 1 track is safe.
        ru | нет в группе: /resume позовёт его | забанен в этой группе: разбаньте его, затем /resume. | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу: сохранён 1 трек.
        """)
    void aBanOfPausedMusicStoodThereAsARemovalAndAsPaused(
            String language, String removed, String banned, String resumed) {
        say(language, "/ping");
        reply();
        PlayerView left = left(removed());
        player.shows(left);
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("⏹").contains(removed);

        known.banned(new PlayerId(chat), "@muzon_assistant");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).startsWith("⏹").contains(banned);

        resume();
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).isEqualTo(resumed);
    }

    @Test
    void aBanOfPausedMusicThatTheBotHasSeenIsToldByItsName() {
        known.banned(new PlayerId(chat), "@muzon_assistant");
        player.shows(left(removed()));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getLast().text())
                .isEqualTo("⏹ I have stopped. My assistant @muzon_assistant is banned in this group: "
                        + "unban it, then /resume.\nThe queue is kept.");
    }

    @Test
    void theEndOfAVoiceChatAskedForAResumeThatHadCome() {
        player.shows(left(ENDED));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).contains("then /resume");
        resume();
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo("⏹ The voice chat has ended, so I stopped. "
                        + "Your 1 track is safe: start a new one and I'll go on.");
    }

    private PlayerView left(Failure why) {
        return Players.paused(
                new Requester(requester, "Ann"),
                Players.revised(8, Players.withCall(new CallStatus(Phase.LEFT, why), playing(5))));
    }

    private void resume() {
        PlayerView joins = Players.revised(
                9, Players.withCall(new CallStatus(Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        player.shows(joins);
        publish("resumed", new PlayerEvent.PlayerChanged(ChatRef.of(chat), joins));
    }

    // The retry after a removal found the ban out. That was told in a second message below the first.
    @Test
    void aBanThatARetryFoundOutWasToldBesideTheRemoval() {
        PlayerView left = Players.revised(
                8, Players.withCall(new CallStatus(Phase.LEFT, removed()), Players.in(PlayerState.PAUSED, playing(5))));
        player.shows(left);
        publish("changed", new PlayerEvent.PlayerChanged(ChatRef.of(chat), left));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, removed()));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));

        Failure banned = Failure.of(
                FailureCode.ASSISTANT_BANNED, "banned", Map.of("assistant", FailureArgument.text("@muzon_assistant")));
        PlayerView joins = Players.revised(9, silent(banned));
        player.shows(joins);
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), banned, joins));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo("⚠️ I can't play: @muzon_assistant is banned in this group. "
                        + "Unban it, and I'll go on: 2 tracks are safe.");
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🏁");
    }

    private static Failure removed() {
        return Failure.of(
                FailureCode.ASSISTANT_REMOVED,
                "removed",
                Map.of(
                        "assistant", FailureArgument.text("@muzon_assistant"),
                        "count", FailureArgument.count(1)));
    }

    // "Start a new one and I'll go on" stood there for good, while the music played.
    @Test
    void theEndOfAVoiceChatWasNeverCorrectedWhenTheMusicWentOn() {
        tellTheEnd();
        publish("heard", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(5)));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo(sent().getFirst().text() + "\n✅ That is solved: the music went on.");
    }

    @Test
    void theEndOfAVoiceChatWasNeverCorrectedWhenTheMusicWasStopped() {
        tellTheEnd();
        publish("again", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits())
                .allSatisfy(edit -> assertThat(edit.text())
                        .startsWith("⏹ The voice chat has ended")
                        .endsWith("\n⏹ After that the music was stopped."));
    }

    // "Start a new one, then /resume" stood there for good, while the music played.
    @Test
    void theEndOfAVoiceChatOfPausedMusicWasNeverCorrectedWhenTheMusicWentOn() {
        PlayerView paused = Players.paused(
                new Requester(requester, "Ann"), Players.withCall(new CallStatus(Phase.LEFT, ENDED), playing(5)));
        player.shows(paused);
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        publish("paused", new PlayerEvent.PlayerChanged(ChatRef.of(chat), paused));
        player.shows(playing(5));
        publish("heard", new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(5)));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo("⏹ I have stopped. No voice chat is on: start one, then /resume.\nThe queue is kept."
                        + "\n✅ That is solved: the music went on.");
    }

    private void tellTheEnd() {
        player.shows(Players.withCall(new CallStatus(Phase.LEFT, ENDED), Players.in(PlayerState.PAUSED, playing(5))));
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ENDED));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
    }

    // "I can't invite" was told in the second after the right had been given.
    @Test
    void troubleThatPeopleHadJustMendedWasTold() {
        PlayerView afresh = Players.withCall(new CallStatus(Phase.JOINING, null), waiting());
        player.shows(Players.revised(9, afresh));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, waiting()));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).startsWith("🏁");
    }

    // "I'll go on" was told of music that somebody had paused just before.
    @Test
    void troubleOfMusicThatWasPausedSinceWasTold() {
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));
        player.shows(Players.revised(9, Players.withCall(new CallStatus(Phase.JOINING, UNINVITED), paused)));
        publish("trouble", new PlayerEvent.CallTroubled(null, ChatRef.of(chat), UNINVITED, waiting()));
        publish("ended", new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).startsWith("🏁");
    }

    private PlayerView waiting() {
        return Players.withCall(new CallStatus(Phase.JOINING, UNINVITED), Players.in(PlayerState.STARTING, playing(5)));
    }

    private void publish(String id, PlayerEvent event) {
        publisher.publish(id + ":" + chat, event);
    }
}
