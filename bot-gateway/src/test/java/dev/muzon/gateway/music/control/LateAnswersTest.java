package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers that wait while Telegram takes another message, and what is left of them when the player has changed. */
class LateAnswersTest extends GatewayTest {
    private final QueueEntry etude = Players.entry("e2", "Etude", requester);
    private final QueueEntry waltz = Players.entry("e3", "Waltz", requester);

    private final PlayerView nothing = Players.revised(10, Players.idle(chat, 4, Instant.now()));
    private final PlayerView back = Players.revised(11, joining(view(5, entry)));
    private final PlayerView stopped = Players.revised(12, Players.idle(chat, 5, Instant.now()));
    private final PlayerView next = Players.revised(13, joining(view(6, etude)));

    @Autowired
    private KnownPlayers known;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MeterRegistry meters;

    private CountDownLatch release = new CountDownLatch(0);

    @BeforeEach
    void anotherMessageIsOnItsWay() {
        release = telegram.in(chat).holdNext("sendMessage");
        telegram.say(chat, requester, "en", "/ping");
        await().until(() -> outbox.busy(chat));
    }

    @Test
    void aRemovalThatWasTakenBackMeanwhileIsNotTold() {
        PlayerView before = view(5, entry, etude, waltz);
        asked(before, view(5, entry, waltz), "/remove 1");
        assertThat(answersAfter(view(5, entry, etude, waltz))).isEmpty();
    }

    @Test
    void aClearedQueueThatIsBackMeanwhileIsNotCalledCleared() {
        asked(view(5, entry, etude), view(5, entry), "/clear");
        assertThat(answersAfter(view(5, entry, etude))).isEmpty();
    }

    @Test
    void anUndoIsAnsweredWhateverComesAfterIt() {
        asked(Players.idle(chat, 4, Instant.now()), view(5, entry, etude), "/undo");
        assertThat(answersAfter(view(6, etude))).singleElement().asString().startsWith("↩️ Back: <b>");
    }

    // "Joining the voice chat" stood below a song that was stopped, for good: it was the next one that joined.
    @Test
    void aSongThatCameBackAndWasStoppedWasSaidToJoin() {
        asked(nothing, back, "/undo");
        known.saw(stopped);
        assertThat(answersAfter(next)).singleElement().satisfies(LateAnswersTest::assertBack);
    }

    @Test
    void theCorrectionOfASongThatWasStoppedToldWhatTheNextOneWaitsFor() {
        asked(nothing, back, "/undo");
        assertThat(answersAfter(back)).singleElement().asString().contains("⏳");
        CountDownLatch busy = telegram.in(chat).holdNext("sendMessage");
        telegram.say(chat, requester, "en", "/ping");
        await().until(() -> outbox.busy(chat));
        known.saw(stopped);
        known.saw(next);
        busy.countDown();
        await().untilAsserted(() -> assertThat(edits()).last().satisfies(edit -> assertBack(edit.text())));
    }

    @Test
    void aSongThatCameBackAndWasSkippedWasSaidToWaitForWhatTheNextOneWaitsFor() {
        asked(nothing, back, "/undo");
        assertThat(answersAfter(back)).singleElement().asString().contains("⏳");
        known.saw(next);
        await().untilAsserted(() -> assertThat(edits()).last().satisfies(edit -> assertBack(edit.text())));
    }

    private static void assertBack(String answer) {
        assertThat(answer).startsWith("↩️ Back: <b>").doesNotContain("\n");
    }

    private static PlayerView joining(PlayerView player) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, player));
    }

    @Test
    void theMusicWasSaidToPlayOnAfterItWasStopped() {
        Instant end = Instant.now().plusSeconds(1_800);
        asked(
                Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, end), view(5, entry)),
                view(5, entry),
                "/sleep off");
        assertThat(answersAfter(Players.idle(chat, 5, Instant.now()))).containsExactly("☀️ The sleep timer is off.");
    }

    @Test
    void hintsForManyWrongUsesOfACommandNameTheArgumentsOfAll() {
        player.shows(view(5, entry));
        say("en", "/seek here");
        say("en", "/seek");
        say("en", "/seek there");
        waits(2);
        telegram.say(chat, requester + 1, "en", "/seek <b>");
        telegram.say(chat, requester, "en", "/lang"); // behind them in the same lane
        waits(3);
        assertThat(answersAfter(view(5, entry)))
                .first()
                .asString()
                .contains("“here”, “there”, “&lt;b&gt;” do not fit /seek.\nWhere to?")
                .startsWith("User&lt;%d&gt;, User&lt;%d&gt;: ".formatted(requester, requester + 1));
    }

    // "Now at 0:18" was followed seven seconds later by "Now at 0:00", which an earlier command had gone to.
    @Test
    void anEarlierSeekWasToldAfterALaterOne() {
        PlayerView begun = Players.at(Duration.ZERO, view(5, entry));
        asked(Players.at(Duration.ofSeconds(40), view(5, entry)), begun, "/seek 0:00");
        assertThat(answersAfter(Players.at(Duration.ofSeconds(18), view(5, entry))))
                .isEmpty();
    }

    @Test
    void anEarlierSeekOfSilentMusicWasToldAfterALaterOne() {
        PlayerView begun = Players.at(Duration.ZERO, ended(view(5, entry)));
        asked(ended(view(5, entry)), begun, "/seek 0:00");
        PlayerView later = Players.at(Duration.ofSeconds(18), ended(view(5, entry)));
        player.shows(later);
        assertThat(answersAfter(later)).isEmpty();
    }

    @Test
    void aSeekIsToldWhileTheMusicGoesOnFromThere() {
        PlayerView begun = Players.at(Duration.ZERO, view(5, entry));
        asked(Players.at(Duration.ofSeconds(40), view(5, entry)), begun, "/seek 0:00");
        assertThat(answersAfter(Players.at(Duration.ofSeconds(1), view(5, entry))))
                .singleElement()
                .asString()
                .startsWith("⏪ Now at 0:00");
    }

    // "The volume is 100%" was said when it was 60 % already.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /volume loud | 🔊 The volume is 60%.
        /volume | 🔊 The volume is 60%.
        /speed fast | ⏱ The speed is 1.5×.
        /bass deep | 🥁 The bass is at 5 of 10.
        /nightcore maybe | 🌙 Nightcore is on.
        /filters | 🎚 Speed 1.5× · bass 5 of 10 · nightcore ✓ · cross-fade 6 s · equal loudness ✓
        /crossfade some | 🎚 Songs overlap by 6 s.
        /normalize | 📏 Equal loudness is on.
        /loop twice | 🔁 Repeating the queue.
        /shuffle hard | 🔀 Shuffling is on.
        /autoplay | 📻 Autoplay is on.
        /stay | 📌 Staying in the voice chat is on.
        """)
    void aHintStatedASettingThatHadChangedMeanwhile(String command, String answer) {
        player.shows(view(5, entry));
        say("en", command);
        waits(2);
        var queue = new QueueStatus(0, Loop.QUEUE, PlayOrder.SHUFFLED, null, null, true, true);
        SoundSettings sound = SoundSettings.DEFAULT
                .withSpeed(150)
                .withBass(5)
                .withNightcore(true)
                .withCrossFade(6)
                .withNormalized(true);
        PlayerView changed = Players.sounding(sound, Players.withQueue(queue, Players.loud(60, view(5, entry))));
        player.shows(changed);
        assertThat(answersAfter(changed)).singleElement().asString().contains(answer);
    }

    @Test
    void theTrackBeforeIsNotAnnouncedWhenAnotherOnePlaysMeanwhile() {
        asked(view(5, entry), view(6, etude), "/previous");
        assertThat(answersAfter(view(7, waltz))).isEmpty();
    }

    @Test
    void aJumpIsNotToldWhenAnotherTrackPlaysMeanwhile() {
        asked(view(5, entry, etude), view(6, etude), "/jump 1");
        assertThat(answersAfter(view(7, waltz))).isEmpty();
    }

    @Test
    void aMoveIsNotToldWhenTheTrackWaitsElsewhereMeanwhile() {
        asked(view(5, entry, etude, waltz), view(5, entry, waltz, etude), "/move 2 1");
        assertThat(answersAfter(view(5, entry, etude, waltz))).isEmpty();
    }

    @Test
    void aSkipThatWasTakenBackMeanwhileIsNotTold() {
        asked(view(5, entry, etude), view(6, etude), "/skip 3");
        assertThat(answersAfter(view(7, entry, etude))).isEmpty();
    }

    @Test
    void aSleepTimerThatWasEndedMeanwhileIsNotTold() {
        Instant end = Instant.now().plusSeconds(1_800);
        asked(
                view(5, entry),
                Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, end), view(5, entry)),
                "/sleep 30m");
        assertThat(answersAfter(view(5, entry))).isEmpty();
    }

    @Test
    void theAnswerToALoopWasLostWhenTheOrderOrTheSoundChangedBehindIt() {
        asked(in(Loop.TRACK, PlayOrder.AS_QUEUED), in(Loop.OFF, PlayOrder.AS_QUEUED), "/loop off");
        assertThat(answersAfter(
                        Players.sounding(SoundSettings.DEFAULT.withSpeed(150), in(Loop.OFF, PlayOrder.SHUFFLED))))
                .containsExactly("➡️ No repeating");
    }

    @Test
    void theAnswerToASpeedWasLostWhenTheBassChangedBehindIt() {
        SoundSettings fast = SoundSettings.DEFAULT.withSpeed(150);
        asked(view(5, entry), Players.sounding(fast, view(5, entry)), "/speed 1.5");
        assertThat(answersAfter(Players.sounding(fast.withBass(5), view(5, entry))))
                .containsExactly("⏱ Speed: 1.5×");
    }

    @Test
    void aLoopThatWasChangedMeanwhileIsNotTold() {
        asked(in(Loop.OFF, PlayOrder.AS_QUEUED), in(Loop.TRACK, PlayOrder.AS_QUEUED), "/loop track");
        assertThat(answersAfter(in(Loop.OFF, PlayOrder.AS_QUEUED))).isEmpty();
    }

    private PlayerView in(Loop loop, PlayOrder order) {
        return Players.withQueue(new QueueStatus(0, loop, order, null), view(5, entry));
    }

    // "/sleep soon" got no answer when the right command came right behind it.
    @Test
    void aHintThatNamesItsWordsIsSaidBesideTheAnswerToTheCorrectedCommand() {
        Instant end = Instant.now().plusSeconds(1_800);
        player.shows(view(5, entry));
        PlayerView after = Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, end), view(5, entry));
        player.becomes(after);
        say("en", "/sleep");
        say("en", "/sleep soon");
        waits(2);
        say("en", "/sleep 30m");
        waits(3);
        assertThat(String.join("\n", answersAfter(after))).contains("“soon”", "😴 The music ends in 30 min");
    }

    @Test
    void aRefusalIsNotTheLateAnswerToTheCorrectedCommand() {
        player.shows(view(5, entry, etude));
        say("en", "/jump 9");
        waits(2);
        asked(view(5, entry, etude), view(6, etude), "/jump 1");
        waits(3);
        assertThat(answersAfter(view(6, etude))).singleElement().asString().startsWith("⏭ Now:");
    }

    @Test
    void nothingIsPlayingIsNotSaidOnceSomethingPlays() {
        player.shows(Players.idle(chat, 4, Instant.now()));
        say("en", "/skip");
        waits(2);
        assertThat(answersAfter(view(5, entry))).isEmpty();
    }

    // The volume held, and yet nobody was told of it.
    @Test
    void theAnswerToAVolumeWasLostWhenTheSongChangedBehindIt() {
        asked(view(5, entry, etude), view(5, entry, etude), "/volume 100");
        assertThat(answersAfter(view(6, etude))).containsExactly("🔊 Volume: 100%");
    }

    @Test
    void theAnswerToAPauseWasLostWhenTheVolumeChangedBehindIt() {
        PlayerView playing = view(5, entry);
        PlayerView paused = Players.in(PlayerState.PAUSED, playing);
        asked(playing, paused, "/pause");
        assertThat(answersAfter(Players.loud(60, paused))).containsExactly("⏸ Paused");
    }

    @Test
    void aHintForAnotherCommandIsStillSaid() {
        player.shows(view(5, entry));
        say("en", "/sleep");
        say("en", "/jump");
        waits(3);
        assertThat(answersAfter(view(5, entry))).hasSize(2);
    }

    @Test
    void aSkipThroughAQueueThatRepeatsIsTold() {
        var repeats = new QueueStatus(1, Loop.QUEUE, PlayOrder.AS_QUEUED, null);
        asked(
                Players.withQueue(repeats, view(5, entry, etude)),
                Players.withQueue(repeats, view(6, etude, entry)),
                "/skip 9");
        assertThat(answersAfter(Players.withQueue(repeats, view(7, entry, etude))))
                .containsExactly("⏭ Skipped 2 tracks");
    }

    @Test
    void whatStillHoldsIsTold() {
        asked(view(5, entry, etude), view(5, entry), "/clear");
        assertThat(answersAfter(view(5, entry, waltz)))
                .singleElement()
                .asString()
                .startsWith("🗑 1 track taken out");
    }

    @Test
    void theQueueIsShownAsItIsWhenTheMessageLeaves() {
        player.shows(view(5, entry, etude));
        say("en", "/queue");
        waits(2);
        assertThat(answersAfter(view(6, etude, waltz)))
                .singleElement()
                .asString()
                .startsWith("<b>Now:</b> Artist &amp; Co – Etude")
                .contains("1. Artist &amp; Co – Waltz");
    }

    @Test
    void theCardIsShownAsItIsWhenTheMessageLeaves() {
        player.shows(view(5, entry, etude));
        say("en", "/now");
        waits(2);
        assertThat(answersAfter(view(6, etude))).singleElement().asString().contains("<b>Etude</b>");
        await().until(this::hasCard);
    }

    @Test
    void theCardIsShownAsPlayingAlthoughTheVoiceChatEndedBeforeTheMessageLeft() {
        PlayerView before = view(5, entry);
        player.shows(before);
        say("en", "/now");
        waits(2);
        player.shows(ended(view(5, entry)));
        assertThat(answersAfter(before))
                .singleElement()
                .asString()
                .contains("⏹ No voice chat is on: start one and I'll go on. 1 track is left.")
                .doesNotContain("▶️");
    }

    @Test
    void aSkipAfterTheVoiceChatEndedIsNotSaidToWaitWhenTheMusicPlaysByThen() {
        asked(ended(view(5, entry, etude)), ended(view(6, etude)), "/skip");
        player.shows(view(6, etude));
        assertThat(answersAfter(view(6, etude))).containsExactly("⏭ Skipped 1 track");
    }

    // "/resume does, once a voice chat is on" was said seconds after one had been started.
    @Test
    void aPauseWasSaidToWaitForAVoiceChatThatWasOnByThen() {
        PlayerView paused = Players.in(PlayerState.PAUSED, view(5, entry));
        asked(ended(view(5, entry)), paused, "/pause");
        var started = telegram.message(chat, requester, "en", "");
        started.remove("text");
        started.putObject("video_chat_started");
        player.shows(paused);
        telegram.update("message", started.toString());
        waits(3);
        assertThat(answersAfter(paused)).containsOnlyOnce("⏸ Paused").noneMatch(it -> it.contains("once a voice chat"));
    }

    // "/resume brings me back" was said when the assistant was back.
    @Test
    void aPauseOnTheWayWasSaidToLeaveOutsideWhatWasBackByThen() {
        var joining = new CallStatus(CallStatus.Phase.JOINING, null);
        PlayerView before = Players.withCall(joining, Players.in(PlayerState.STARTING, view(5, entry)));
        asked(before, Players.withCall(joining, Players.in(PlayerState.PAUSED, view(5, entry))), "/pause");
        PlayerView back = Players.withCall(
                new CallStatus(CallStatus.Phase.CONNECTED, null), Players.in(PlayerState.PAUSED, view(5, entry)));
        assertThat(answersAfter(back)).containsExactly("⏸ Paused");
    }

    private static PlayerView ended(PlayerView playing) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended")),
                Players.in(PlayerState.PAUSED, playing));
    }

    @Test
    void severalPeopleWhoAskForTheSameWhileTheAnswerWaitsGetOneAnswer() {
        player.shows(view(5, entry, etude));
        for (long person = 1; person <= 3; person++) {
            telegram.say(chat, person, "en", "/now");
            telegram.say(chat, person, "en", "/queue");
        }
        telegram.say(chat, requester, "en", "/lang");
        waits(4);
        assertThat(answersAfter(view(5, entry, etude))).hasSize(3);
    }

    private PlayerView view(long epoch, QueueEntry current, QueueEntry... upcoming) {
        return Players.playing(chat, epoch, Instant.now(), current, upcoming);
    }

    /** Asks for something that the player does, and waits until the answer waits. */
    private void asked(PlayerView before, PlayerView after, String words) {
        player.shows(before);
        player.becomes(after);
        say("en", words);
        waits(2);
    }

    private double waiting() {
        return meters.get("muzon.outbox.waiting").gauge().value();
    }

    private void waits(int messages) {
        await().until(() -> waiting() >= messages);
    }

    /** Lets the messages leave once the player is known to be like this. Returns what comes after the one on its way. */
    private List<String> answersAfter(PlayerView newest) {
        known.saw(newest);
        release.countDown();
        // A chat's messages leave one after the other: when this one has, the others have too.
        telegram.say(chat, requester + 1, "en", "/ping");
        await().until(() ->
                sent().stream().filter(call -> call.text().startsWith("🏓")).count() == 2);
        return sent().stream()
                .map(FakeBotApi.Call::text)
                .filter(text -> !text.startsWith("🏓"))
                .toList();
    }
}
