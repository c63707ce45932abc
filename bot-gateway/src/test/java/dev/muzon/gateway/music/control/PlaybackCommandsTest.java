package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.Requester;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Commands to the player, and what it looks like. */
class PlaybackCommandsTest extends GatewayTest {
    private static final String RESTARTING =
            "⏳ The player is restarting. I'll do what you asked as soon as it is back.";

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

    @ParameterizedTest
    @CsvSource({
        "en, ▶️ It is playing already., ⏸ It is paused already. /resume goes on.",
        "ru, ▶️ Уже играет., ⏸ Уже на паузе. Продолжить — /resume."
    })
    void aCommandThatChangesNothingClaimsNoChange(String language, String playing, String paused) {
        player.shows(playing(5));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(playing);
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(paused);
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
        PlayerView start = Players.at(Duration.ZERO, playing(5));
        card(playing(5));
        player.shows(start);
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
    void playingAgainIsSaidOnlyWhenTheMusicPlays() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        player.becomes(playing(5));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("▶️ Playing again");
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.RECONNECTING, Failure.of(FailureCode.VOICE_CHAT_MUTED, "muted")),
                Players.in(PlayerState.RECONNECTING, playing(5))));
        say("en", "/resume");
        assertThat(reply()).startsWith("⚠️ Nobody hears me: my assistant is muted");
        player.shows(Players.in(PlayerState.RECONNECTING, playing(5)));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("🔄 The connection was lost, reconnecting…");
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
    void aResumeOfATrackThatBeginsIsAnsweredByItsCard() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.CONNECTED, null), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        await().untilAsserted(() -> assertThat(commands()).hasSize(1));
        say("en", "/ping");
        assertThat(reply()).doesNotContain("Playing");
        assertThat(sent()).hasSize(1);
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
        "en, /queue, '⏳ The player is restarting. I''ll do what you asked as soon as it is back.', <b>Now:</b>",
        "ru, /now, '⏳ Плеер перезапускается. Сделаю, что вы просили, как только он вернётся.', ▶️ <b>Nocturne</b>"
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

    @ParameterizedTest
    @CsvSource({
        "en, '⏸ Paused. I don''t go on by myself: /resume does, once a voice chat is on.'",
        "ru, '⏸ Пауза. Сам я не продолжу: когда начнётся голосовой чат, отправьте /resume.'"
    })
    void aPauseAfterTheVoiceChatEndedWasCalledStopped(String language, String answer) {
        player.shows(ended(playing(5)));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void aPauseRightAfterTheVoiceChatEndedGotNoAnswerWhileTheCardStillStood() {
        card(playing(5));
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), playing(5)));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo("⏸ Paused. I'm not in the voice chat now and don't go on by myself: /resume does.");
    }

    // "Paused" was all, so nobody sent /resume when the assistant was back.
    @ParameterizedTest
    @EnumSource(
            value = CallStatus.Phase.class,
            names = {"JOINING", "RECONNECTING"})
    void aPauseOnTheWayIntoTheVoiceChatDidNotSayThatResumeIsNeeded(CallStatus.Phase phase) {
        var way = new CallStatus(phase, null);
        player.shows(Players.withCall(way, Players.in(PlayerState.STARTING, playing(5))));
        player.becomes(Players.withCall(way, Players.paused(new Requester(requester, "Ann"), playing(5))));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo("⏸ Paused. I'm not in the voice chat now and don't go on by myself: /resume does.");
    }

    @Test
    void aResumeOnTheWayIntoTheVoiceChatGotNoAnswer() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.ASSISTANT_REMOVED, "removed")),
                Players.in(PlayerState.PAUSED, playing(5))));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("⏳ Joining the voice chat, not heard yet.");
    }

    // The assistant was banned and that was told. The retry that a /resume begins has no failure yet.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ⏳ Joining the voice chat, not heard yet. | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on. | ▶️ Playing again
            ru | ⏳ Подключаюсь к голосовому чату, пока не слышно. | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу. | ▶️ Играю дальше
            """)
    void aResumeWhileTheAssistantIsBannedGotNoAnswerOrAnUntrueOne(
            String language, String joining, String banned, String again) {
        PlayerView starting = Players.in(PlayerState.STARTING, playing(5));
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, banned()), starting));
        player.becomes(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, null), starting));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(joining);
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, banned()), starting));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits().getLast().text()).isEqualTo(banned));
        player.shows(playing(5));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).isEqualTo(again);
    }

    // "Joining the voice chat" was said first, and the ban that everybody knew of some seconds later.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on. | ▶️ Playing again
            ru | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу. | ▶️ Играю дальше
            """)
    void aResumeNamedAKnownBanOnlyWhenItHadFailedAgain(String language, String banned, String again) {
        PlayerView waits = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, banned()), Players.in(PlayerState.STARTING, playing(5)));
        player.shows(waits);
        say(language, "/resume");
        assertThat(reply()).isEqualTo(banned);
        player.shows(playing(5));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getLast().text()).isEqualTo(again);
    }

    // The second one was answered "/resume goes on", which it did not while the ban lasted.
    @ParameterizedTest
    @CsvSource({
        "en, '⏸ Paused. I don''t go on by myself: let my assistant @muzon_assistant into this group again, then send /resume.'",
        "ru, '⏸ Пауза. Сам я не продолжу: верните моего помощника @muzon_assistant в группу, затем отправьте /resume.'"
    })
    void aSecondPauseWhileTheAssistantIsOutPromisedThatResumeGoesOn(String language, String answer) {
        PlayerView out = Players.withCall(new CallStatus(CallStatus.Phase.LEFT, banned()), playing(5));
        player.shows(Players.paused(new Requester(requester, "Ann"), out));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Nothing is playing right now. Start something with /play. /undo brings back what was taken away: 2 tracks.'",
        "ru, 'Сейчас ничего не играет. Включите что-нибудь: /play. /undo вернёт убранное: 2 трека.'"
    })
    void aResumeAfterAStopDidNotTellOfTheUndo(String language, String answer) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        player.refuseNext(Failure.of(FailureCode.NOTHING_PLAYING, "stopped", Map.of("undo", FailureArgument.count(2))));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(answer);
    }

    private static Failure banned() {
        return Failure.of(
                FailureCode.ASSISTANT_BANNED, "banned", Map.of("assistant", FailureArgument.text("@muzon_assistant")));
    }

    // "/resume does" was said, and it did not until somebody lifted the ban.
    @ParameterizedTest
    @EnumSource(
            value = PlayerState.class,
            names = {"STARTING", "PAUSED"})
    void aPauseWhileTheAssistantIsBannedDidNotSayThatItIsOut(PlayerState before) {
        var way = new CallStatus(CallStatus.Phase.JOINING, banned());
        player.shows(Players.withCall(way, Players.in(before, playing(5))));
        player.becomes(Players.withCall(way, Players.paused(new Requester(requester, "Ann"), playing(5))));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo(
                        "⏸ Paused. I don't go on by myself: let my assistant @muzon_assistant into this group again, "
                                + "then send /resume.");
    }

    // A voice chat was on all the time. What was missing was the assistant.
    @Test
    void aPauseWithoutTheAssistantWasSaidToWaitForAVoiceChat() {
        player.shows(Players.withCall(
                new CallStatus(
                        CallStatus.Phase.LEFT,
                        Failure.of(
                                FailureCode.ASSISTANT_REMOVED,
                                "removed",
                                Map.of("assistant", FailureArgument.text("@muzon_assistant")))),
                Players.in(PlayerState.PAUSED, playing(5))));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo(
                        "⏸ Paused. I don't go on by myself: let my assistant @muzon_assistant into this group again, "
                                + "then send /resume.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 🗳 2 of 3 votes to skip <b>Artist &amp; Co – Nocturne</b>. /voteskip adds yours. | ⏭ Skipped by 3 votes: <b>Artist &amp; Co – Nocturne</b>
            ru | 🗳 За пропуск <b>Artist &amp; Co – Nocturne</b> голосов: 2 из 3. Свой добавит /voteskip. | ⏭ Пропущено, 3 голоса за: <b>Artist &amp; Co – Nocturne</b>
            """)
    void threePeopleWithoutRightsSkipATrackTogether(String language, String second, String third) {
        player.shows(playing(5));
        for (long voter : List.of(501L, 501L, 502L)) {
            int before = sent().size();
            telegram.say(chat, voter, language, "/voteskip");
            await().untilAsserted(() -> assertThat(sent()).hasSize(before + 1));
        }
        assertThat(sent().getLast().text()).isEqualTo(second);
        assertThat(commands()).isEmpty();

        player.becomes(playing(6));
        telegram.say(chat, 503, language, "/vote");
        await().untilAsserted(() -> assertThat(sent()).hasSize(4));

        assertThat(sent().getLast().text()).isEqualTo(third);
        assertThat(commands()).singleElement().satisfies(given -> {
            assertThat(given.command()).isEqualTo(new PlayerCommand.Skip(1));
            assertThat(given.epoch()).isEqualTo(5);
        });
    }

    // A vote that waited while the gateway was away counted against the song that played by then.
    @Test
    void aVoteForOneSongCountedAgainstTheNext() {
        player.shows(playing(5)); // for half a minute
        telegram.sayAt(Instant.now().minusSeconds(45), chat, 501, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getLast().text()).startsWith("That was meant for an earlier track");

        telegram.sayAt(Instant.now().minusSeconds(15), chat, 501, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("🗳 1 of 3 votes to skip");
    }

    // "/voteskip adds yours" was said to the person whose vote was counted.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 🗳 Your vote to skip <b>Artist &amp; Co – Nocturne</b> counts already: 1 of 3 so far.
            ru | 🗳 Ваш голос за пропуск <b>Artist &amp; Co – Nocturne</b> уже учтён. Всего голосов: 1 из 3.
            """)
    void aSecondVoteOfOnePersonWasInvitedOnceMore(String language, String second) {
        player.shows(playing(5));
        telegram.say(chat, 501, language, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.say(chat, 501, language, "/voteskip");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).isEqualTo(second);
    }

    // Two people could never have three votes.
    @Test
    void aSmallGroupNeededMoreVotesThanItHasPeople() {
        telegram.memberCount(chat, 5);
        player.shows(playing(5));
        telegram.say(chat, 501, "en", "/skip");
        assertThat(reply()).endsWith("/voteskip: 2 votes skip it.");
        telegram.say(chat, 501, "en", "/voteskip");
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🗳 1 of 2 votes to skip"));

        player.becomes(playing(6));
        telegram.say(chat, 502, "en", "/voteskip");
        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("⏭ Skipped by 2 votes"));
    }

    @Test
    void aRefusedSkipDidNotTellOfTheVote() {
        player.shows(playing(5));
        telegram.say(chat, 501, "en", "/skip");
        assertThat(reply())
                .isEqualTo("This is other people's music: only admins, DJs and those who asked for it skip it alone. "
                        + "/voteskip: 3 votes skip it.");
        assertThat(commands()).isEmpty();
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

    @Test
    void whoMaySkipATrackAloneNeedsNoVotes() {
        player.shows(playing(5));
        player.becomes(playing(6));
        say("en", "/voteskip");
        assertThat(reply()).isEqualTo("⏭ Skipped 1 track");
    }

    @Test
    void aVoteWithoutMusicSaysSo() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/voteskip");
        assertThat(reply()).isEqualTo("Nothing is playing right now. Start something with /play.");
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
