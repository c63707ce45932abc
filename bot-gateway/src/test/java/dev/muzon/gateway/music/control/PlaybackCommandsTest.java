package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands to the player, and what it looks like. */
class PlaybackCommandsTest extends GatewayTest {
    private static final String RESTARTING =
            "⏳ The player does not answer just now. I'll do what you asked as soon as it does.";

    @Test
    void controlsAnswerInWords() {
        player.shows(playing(5));
        say("en", "/pause");
        assertThat(reply()).isEqualTo("⏸ Paused");
        say("en", "/seek +15");
        assertThat(reply()).isEqualTo("⏩ Now at 0:30");
        say("en", "/volume 80");
        assertThat(reply()).isEqualTo("🔊 Volume: 100%");
        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(
                        new PlayerCommand.Pause(),
                        new PlayerCommand.SeekBy(Duration.ofSeconds(15)),
                        new PlayerCommand.SetVolume(80));
    }

    @ParameterizedTest
    @CsvSource({"en, '⏩ At 0:30, still paused.'", "ru, '⏩ Теперь на 0:30, пауза остаётся.'"})
    void seekingWhilePausedSaysThatItIsPaused(String language, String answer) {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        say(language, "/seek 0:30");
        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void seekingBackShowsThatItWentBack() {
        player.shows(playing(5));
        player.becomes(Players.at(Duration.ofSeconds(25), playing(5)));
        say("en", "/seek -0:05");
        assertThat(reply()).isEqualTo("⏪ Now at 0:25");
        player.becomes(Players.at(Duration.ofSeconds(10), playing(5)));
        say("en", "/seek 0:10");
        assertThat(reply()).isEqualTo("⏪ Now at 0:10");
    }

    @Test
    void seekingBackAtTheBeginningIsAnsweredAlthoughTheCardIsInSight() {
        card(playing(5));
        player.shows(Players.at(Duration.ZERO, playing(5)));
        say("en", "/seek -999");
        assertThat(reply()).isEqualTo("⏪ Now at 0:00");
    }

    @Test
    void theVolumeOfAnIdlePlayerIsAnsweredAlthoughTheLastCardIsInSight() {
        telegram.member(chat, requester, "administrator");
        card(playing(5));
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/volume 100");
        assertThat(reply()).isEqualTo("🔊 100% from the next song on");
    }

    @Test
    void replayPlaysAlsoWhenPaused() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        player.becomes(Players.in(PlayerState.PAUSED, playing(6)));
        player.becomes(playing(7));
        say("en", "/replay");
        assertThat(reply()).isEqualTo("⏮ Playing from the beginning");
        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(new PlayerCommand.Replay(), new PlayerCommand.Resume());
    }

    @ParameterizedTest
    @CsvSource({"en, 🔊 100% from the next song on", "ru, 🔊 100% со следующей песни"})
    void theVolumeIsSetWhileNothingPlays(String language, String answer) {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        say(language, "/volume 100");
        assertThat(reply()).isEqualTo(answer);
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.SetVolume(100));
    }

    @Test
    void aVolumeAtWhichHardlyAnythingIsHeardIsCalledLow() {
        PlayerView it = playing(5);
        player.shows(
                new PlayerView(it.chat(), 5, 0, it.state(), it.current(), it.position(), it.at(), 1, it.upcoming()));
        say("en", "/volume 1");
        assertThat(reply()).isEqualTo("🔊 Volume: 1%\n🔈 The volume is very low. Louder: <code>/volume 100</code>");
    }

    @Test
    void theAnswerToAStopStillOfferedAnUndoThatWasTaken() {
        player.shows(playing(5));
        player.becomes(Players.idle(chat, 5, Instant.now()));
        say("en", "/stop");
        assertThat(reply()).endsWith("/undo within two minutes brings it back.");
        player.becomes(playing(6));
        say("en", "/undo");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("⏹ Stopped, then taken back.");
    }

    @Test
    void theQueueSaysWhyNothingIsHeard() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/queue");
        assertThat(reply()).isEqualTo("""
                        <b>Now:</b> Artist &amp; Co – Nocturne · 3:45
                        ⚠️ I can't play yet: there is no voice chat. Start one, and I'll go on.""");
    }

    @Test
    void theQueueIsListed() {
        player.shows(Players.playing(
                chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", 1), Players.entry("e3", "Waltz", 2)));
        say("en", "/queue");
        assertThat(reply()).isEqualTo("""
                        <b>Now:</b> Artist &amp; Co – Nocturne · 3:45

                        <b>Next:</b>
                        1. Artist &amp; Co – Etude · 3:45 · User&lt;1&gt;
                        2. Artist &amp; Co – Waltz · 3:45 · User&lt;2&gt;""");
        player.shows(Players.idle(chat, 6, Instant.now()));
        say("en", "/queue");
        assertThat(reply()).startsWith("The queue is empty");
        say("en", "/skip");
        assertThat(reply()).startsWith("Nothing is playing");
    }

    @Test
    void aStopBeforeAnythingPlaysStopsWhatIsStillLookedFor() {
        player.shows(Players.idle(chat, 6, Instant.now()));
        say("en", "/stop");

        assertThat(reply()).startsWith("Nothing is playing");
        assertThat(player.commands()).last().satisfies(request -> {
            assertThat(request.command()).isEqualTo(new PlayerCommand.Stop());
            assertThat(request.sequence()).isPositive();
        });
    }

    @Test
    void aControlThatThePlayerCouldNotTakeIsGivenOnceMore() {
        player.shows(playing(5));
        player.refuseNext(Failure.of(FailureCode.PEER_UNAVAILABLE, "down"));
        say("en", "/pause");
        assertThat(reply()).isEqualTo(RESTARTING);
        await().untilAsserted(() -> assertThat(sent().getLast().text()).isEqualTo("⏸ Paused"));
        assertThat(commands()).hasSize(2);
        await("the promise to do it is gone")
                .untilAsserted(() -> assertThat(calls("deletemessage")).hasSize(1));
    }

    @Test
    void aSkipThatThePlayerTurnedAwayIsGivenOnceMore() {
        player.shows(playing(5));
        player.refuseNext(Failure.of(FailureCode.DRAINING, "restarting"));
        say("en", "/skip");
        assertThat(reply()).isEqualTo(RESTARTING);
        await().untilAsserted(() -> assertThat(commands()).hasSize(2));
    }

    @Test
    void controlsToAPlayerThatRestartsWereRefused() {
        player.shows(playing(5));
        telegram.member(chat, requester, "administrator");
        player.leaves(chat);
        say("en", "/pause");
        assertThat(reply()).isEqualTo(RESTARTING);
        for (String command : List.of("/volume 60", "/loop track", "/skip")) {
            telegram.say(chat, requester, "en", command);
        }
        telegram.say(chat, requester, "en", "/lang"); // behind them in the same lane, and of no player
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("I speak English here"));
        assertThat(sent()).hasSize(2);

        player.returns(chat);
        await().untilAsserted(() -> assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(
                        new PlayerCommand.Pause(),
                        new PlayerCommand.SetVolume(60),
                        new PlayerCommand.SetLoop(Loop.TRACK),
                        new PlayerCommand.Skip(1)));
        assertThat(sent()).filteredOn(it -> it.text().equals(RESTARTING)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en, /queue, '⏳ The player does not answer just now. I''ll do what you asked as soon as it does.', <b>Now:</b>",
        "ru, /now, '⏳ Плеер сейчас не отвечает. Сделаю, что вы просили, как только ответит.', ▶️ <b>Nocturne</b>"
    })
    void aQuestionToAPlayerThatRestartsIsAnsweredOnceItIsBack(
            String language, String words, String told, String answer) {
        player.shows(playing(5));
        player.leaves(chat);
        say(language, words);
        assertThat(reply()).isEqualTo(told);
        telegram.say(chat, STRANGER, language, words);
        player.returns(chat);
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith(answer));
        assertThat(sent()).filteredOn(it -> it.text().equals(told)).hasSize(1);
    }

    @Test
    void nowShowsTheCardAgainAndTheOldOneLosesItsButtons() {
        int old = card(playing(5));
        player.shows(playing(5));
        say("en", "/now");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        await().untilAsserted(() -> assertThat(edits())
                .anyMatch(edit -> edit.body().path("message_id").asInt() == old
                        && edit.text().startsWith("🎵")));
    }

    @Test
    void skippedTracksAreCountedUpToTheEndOfTheQueue() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", requester)));
        telegram.member(chat, requester, "administrator");
        say("en", "/skip 99");
        assertThat(reply()).isEqualTo("⏭ Skipped 2 tracks");
    }

    @ParameterizedTest
    @CsvSource({
        "en, '⏭ Skipped 1 track\nNo voice chat is on: start one and I''ll go on. 1 track is left.'",
        "ru, '⏭ Пропущен 1 трек\nГолосового чата нет: начните его, и я продолжу. Осталось: 1 трек.'"
    })
    void aSkipAfterTheVoiceChatEndedWasSaidToLeaveAPause(String language, String answer) {
        player.shows(ended(Players.playing(chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", requester))));
        player.becomes(ended(Players.playing(chat, 6, Instant.now(), Players.entry("e2", "Etude", requester))));
        say(language, "/skip");
        assertThat(reply()).isEqualTo(answer);
    }

    // The promise to skip went away, the card was left as a memory, and nothing said that it was skipped.
    @Test
    void aSkipAfterTheVoiceChatEndedGotNoAnswerWhileTheCardStillStood() {
        card(playing(5));
        player.shows(ended(playing(5)));
        player.becomes(Players.idle(chat, 6, Instant.now()));
        say("en", "/skip");
        assertThat(reply()).isEqualTo("⏭ Skipped 1 track");
    }

    @ParameterizedTest
    @CsvSource({"/перемотка, Куда?", "/перемотать, Куда?", "/отмена, ↩️", "/отменить, ↩️"})
    void russianNounsAreUnderstoodLikeVerbs(String command, String answer) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        player.becomes(playing(6));
        say("ru", command);
        assertThat(reply()).startsWith(answer);
    }

    // The timer went away with the music, and nobody was told.
    @Test
    void aStopEndedTheSleepTimerInSilence() {
        var timed =
                new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, Instant.now().plusSeconds(1_800));
        card(playing(5));
        player.shows(Players.withQueue(timed, playing(5)));
        player.becomes(Players.idle(chat, 5, Instant.now()));
        say("en", "/stop");
        assertThat(reply())
                .isEqualTo("⏹ Stopped, and the queue is empty now. /undo within two minutes brings it back.\n"
                        + "☀️ The sleep timer is off.");
    }

    @ParameterizedTest
    @CsvSource({
        "en, '⏩ Now at 0:40\nNo voice chat is on: start one and I''ll go on. 1 track is left.'",
        "ru, '⏩ Теперь на 0:40\nГолосового чата нет: начните его, и я продолжу. Осталось: 1 трек.'"
    })
    void aSeekAfterTheVoiceChatEndedWasSaidToLeaveAPause(String language, String answer) {
        player.shows(ended(playing(5)));
        player.becomes(ended(Players.at(Duration.ofSeconds(40), playing(5))));
        say(language, "/seek 0:40");
        assertThat(reply()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, '⏩ Now at 0:40\n⚠️ I can''t play yet: there is no voice chat. Start one, and I''ll go on.'",
        "ru, '⏩ Теперь на 0:40\n⚠️ Пока не могу играть: голосовой чат не начат. Начните его, и я продолжу.'"
    })
    void aSeekOutsideOfTheVoiceChatWasSaidToBeHeard(String language, String answer) {
        player.shows(without(playing(5)));
        player.becomes(without(Players.at(Duration.ofSeconds(40), playing(5))));
        say(language, "/seek 0:40");
        assertThat(reply()).isEqualTo(answer);
    }

    private static PlayerView without(PlayerView playing) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                Players.in(PlayerState.STARTING, playing));
    }

    @ParameterizedTest
    @CsvSource({
        "en, /sleep 30m, '😴 No sleep timer is set, because nothing plays.\nNo voice chat is on: start one and I''ll go on. 1 track is left.'",
        "ru, /sleep 30м, '😴 Таймер сна не включён: сейчас ничего не играет.\nГолосового чата нет: начните его, и я продолжу. Осталось: 1 трек.'",
        "ru, /sleep выкл, Таймер сна не включён. Включить: <code>/sleep 30м</code>"
    })
    void aSleepTimerAfterTheVoiceChatEndedWasNotSaidToBeUnset(String language, String command, String answer) {
        player.shows(ended(playing(5)));
        player.refuseNext(Failure.of(FailureCode.NOTHING_PLAYING, "rests"));
        say(language, command);
        assertThat(reply()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'That was meant for an earlier track, so I left it out. /now shows what is playing.'",
        "ru, 'Это было о другом, прежнем треке, поэтому я ничего не изменил. Что играет — покажет /now.'"
    })
    void aControlThatAnotherTrackOvertookGotNoAnswer(String language, String answer) {
        player.shows(playing(5));
        player.refuseNext(Failure.of(FailureCode.STALE_BUTTON, "asked for before the track that plays"));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(answer);
    }

    private static PlayerView ended(PlayerView playing) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended")),
                Players.in(PlayerState.PAUSED, playing));
    }

    @Test
    void theLengthOfATrackReadsLikeATime() {
        player.shows(playing(5));
        player.refuseNext(Failure.of(
                FailureCode.SEEK_PAST_END,
                "past the end",
                Map.of("duration", FailureArgument.of(Duration.ofSeconds(225)))));
        say("ru", "/seek 99:00");
        assertThat(reply()).isEqualTo("Это дальше конца трека: он длится всего 3:45.");
    }
}
