package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to the queue, as people type them in a group. */
class PlaylistCommandsTest extends GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "en, /loop track, 🔂 Repeating this track",
        "en, /loop QUEUE, 🔁 Repeating the queue",
        "en, /loop 3, 🔂 This track plays 3 times in all",
        "ru, /loop 3, 🔂 Этот трек прозвучит 3 раза",
        "ru, /повтор выкл, ➡️ Без повтора",
        "en, /shuffle, 🔀 What is queued next will be shuffled. /shuffle off ends that.",
        "ru, /fair on, ⚖️ Теперь по очереди: по одному треку от каждого.",
        "en, /fair off, ➡️ The queue plays in the order in which you asked.",
        "en, /undo, ↩️ Taken back",
        "en, /previous, ⏮ Back to the track before",
        "en, /sleep 30m, 😴 The music ends in 30 min. <code>/sleep off</code> lets it play on.",
        "ru, /sleep 1ч 30м, 😴 Музыка закончится через 1 ч 30 мин. Отменить: <code>/sleep выкл</code>",
        "en, /sleep off, There is no sleep timer. <code>/sleep 30m</code> sets one.",
        "en, /stay on, '📌 Once I am in the voice chat I stay there, also when the queue is over or nobody listens. "
                + "/stop makes me leave, <code>/stay off</code> ends this.'",
        "ru, /247 вкл, '📌 Теперь я остаюсь в голосовом чате, даже если очередь кончилась или никто не слушает. "
                + "/stop — выйду, <code>/stay выкл</code> — отменить.'",
        "en, /autoplay on, '📻 When the queue is over I go on with related songs. Yours always come first. "
                + "/stop ends the music, <code>/autoplay off</code> ends this.'",
        "ru, /автоплей вкл, '📻 Когда очередь кончится, я продолжу похожими песнями. Ваши всегда первые. "
                + "/stop — закончить музыку, <code>/autoplay выкл</code> — отменить.'",
        "en, /autoplay off, 👌 Autoplay is off: music ends with the queue.",
        "ru, /автоплей выкл, 👌 Автоплей выключен: музыка заканчивается вместе с очередью.",
        "ru, /остаться выкл, '👌 Теперь я выхожу из голосового чата, когда очередь кончилась или долго никто не слушает.'"
    })
    void commandsToTheQueueAnswerInWords(String language, String command, String answer) {
        telegram.member(chat, requester, "administrator");
        player.shows(playing(5));
        say(language, command);
        assertThat(reply()).isEqualTo(answer);
        assertThat(commands()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "FAIR, /shuffle, 'What is queued next will be shuffled. /shuffle off ends that.\n/fair is off'",
        "SHUFFLED, /fair on, 'one track each.\n/shuffle is off'",
        "SHUFFLED, /fair off, 'in which you asked.\n/shuffle is off'",
        "FAIR, /shuffle off, 'in which you asked.\n/fair is off'"
    })
    void anOrderEndedAnotherWithoutSayingSo(PlayOrder before, String command, String answer) {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.withQueue(new QueueStatus(0, Loop.OFF, before, null), playing(5)));
        say("en", command);
        assertThat(reply()).contains(answer);
    }

    @Test
    void anUndoSaysWhichTracksCameBack() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry));
        player.becomes(Players.playing(chat, 5, Instant.now(), entry, waltz()));
        say("en", "/undo");
        assertThat(reply()).isEqualTo("↩️ Back in the queue: <b>Artist &amp; Co – Waltz</b>");

        player.shows(Players.idle(chat, 6, Instant.now()));
        player.becomes(Players.playing(chat, 7, Instant.now(), entry, waltz()));
        say("en", "/undo");
        assertThat(reply()).isEqualTo("↩️ Goes on: <b>Artist &amp; Co – Nocturne</b>\nBack in the queue: 1 track");
    }

    // "Goes on" was said after the voice chat had ended, and why it did not came seconds later.
    @ParameterizedTest
    @CsvSource({
        "STARTING, JOINING, '↩️ Back: <b>Artist &amp; Co – Nocturne</b>\nBack in the queue: 1 track\n"
                + "⏳ Joining the voice chat, not heard yet.'",
        "RECONNECTING, RECONNECTING, '↩️ Back: <b>Artist &amp; Co – Nocturne</b>\nBack in the queue: 1 track\n"
                + "🔄 The connection was lost, reconnecting…'",
        "STARTING, CONNECTED, '↩️ Goes on: <b>Artist &amp; Co – Nocturne</b>\nBack in the queue: 1 track'"
    })
    void anUndoPromisedThatMusicGoesOnWhichNobodyHeardYet(PlayerState state, CallStatus.Phase phase, String answer) {
        player.shows(Players.idle(chat, 6, Instant.now()));
        player.becomes(Players.withCall(
                new CallStatus(phase, null),
                Players.in(state, Players.playing(chat, 7, Instant.now(), entry, waltz()))));
        say("en", "/undo");
        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void anUndoSaysWhatTheMusicThatIsBackWaitsFor() {
        player.shows(Players.idle(chat, 6, Instant.now()));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                Players.in(PlayerState.STARTING, Players.playing(chat, 7, Instant.now(), entry))));
        say("en", "/undo");
        assertThat(reply())
                .startsWith("↩️ Back: <b>Artist &amp; Co – Nocturne</b>\n⚠️ I can't play yet: there is no voice chat.");
    }

    @Test
    void stayingNeedsNothingThatPlaysAndIsShownInTheQueue() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/stay on");
        assertThat(reply()).contains("/stay off");
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.Stay(true));

        var status = new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, null, null, true);
        player.shows(Players.withQueue(status, playing(6)));
        say("en", "/queue");
        assertThat(reply()).contains("📌");
        player.shows(Players.withQueue(status, Players.idle(chat, 7, Instant.now())));
        say("en", "/queue");
        assertThat(reply()).endsWith("\n📌 /stay is on.");
    }

    @Test
    void autoplayNeedsNothingThatPlaysAndItsSongsAreMarkedInTheQueue() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        say("en", "/autoplay on");
        assertThat(reply()).contains("/autoplay off");
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.SetAutoplay(true));
        say("en", "/autoplay");
        assertThat(reply()).startsWith("📻 Autoplay is off. <code>/autoplay on</code>: when the queue is over");

        var status = new QueueStatus(1, Loop.OFF, PlayOrder.AS_QUEUED, null, null, false, true);
        var chosen = new QueueEntry("autoplay:1:2/0", "autoplay:1:2", waltz().track(), Requester.AUTOPLAY);
        player.shows(Players.withQueue(status, Players.playing(chat, 6, Instant.now(), entry, chosen)));
        say("en", "/queue");
        assertThat(reply()).contains(" · 📻\n").endsWith(" · 📻 Autoplay");
        player.shows(Players.withQueue(
                new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, null, null, false, true),
                Players.idle(chat, 7, Instant.now())));
        say("en", "/queue");
        assertThat(reply()).endsWith("\n📻 /autoplay is on.");
    }

    @Test
    void aStopOfAPlayerThatWaitsInTheVoiceChatSaysThatItLeft() {
        var status = new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, null, null, true);
        player.shows(Players.withQueue(status, Players.idle(chat, 5, Instant.now())));
        say("en", "/stop");
        assertThat(reply()).isEqualTo("⏹ Nothing is playing, and I am out of the voice chat.");
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.Stop());
    }

    @Test
    void shufflingIsClaimedOnlyOfWhatWaits() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", requester)));
        say("en", "/shuffle");
        assertThat(reply()).isEqualTo("🔀 Shuffled. /shuffle off brings the old order back.");
    }

    @ParameterizedTest
    @CsvSource({
        "/loop 11",
        "/loop",
        "/fair",
        "/shuffle all",
        "/move 1",
        "/jump x",
        "/remove",
        "/remove 2-3",
        "'/remove 1, 2'",
        "/sleep never",
        "/sleep 25h",
        "/stay",
        "/stay forever"
    })
    void aCommandThatIsNotUnderstoodTellsHowToAsk(String command) {
        player.shows(playing(5));
        say("en", command);
        assertThat(reply()).contains("<code>/");
        assertThat(commands()).isEmpty();
    }

    @Test
    void sleepAloneSaysWhenARunningTimerEndsTheMusic() {
        Instant now = Instant.now();
        PlayerView plays = Players.playing(chat, 5, now, entry);
        player.shows(Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, now.plusSeconds(600)), plays));
        say("en", "/sleep");
        assertThat(reply()).startsWith("😴 The sleep timer is set: 10 min.\nWhen shall");
    }

    @Test
    void endingTheSleepTimerSaysThatTheMusicPlaysOn() {
        Instant end = Instant.now().plusSeconds(600);
        player.shows(Players.withQueue(new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, end), playing(5)));
        player.becomes(playing(5));
        say("en", "/sleep off");
        assertThat(reply()).isEqualTo("☀️ The sleep timer is off, the music plays on.");
    }

    @ParameterizedTest
    @CsvSource({
        "en, /sleep off, ☀️ The sleep timer is off.",
        "ru, /sleep выкл, ☀️ Таймер сна выключен.",
        "en, /sleep 30m, 😴 The sleep timer is set: 30 min. <code>/sleep off</code> takes it off.",
        "en, /previous, '⏮ Back to the track before\nI''m paused: /resume.'",
        "ru, /jump 1, '⏭ Сейчас: <b>Artist &amp; Co – Waltz</b>\nСейчас пауза: /resume.'",
        "en, /skip 2, '⏭ Skipped 2 tracks\nI''m paused: /resume.'"
    })
    void nothingIsSaidToPlayWhileTheMusicIsPaused(String language, String command, String answer) {
        Instant end = Instant.now().plusSeconds(600);
        PlayerView paused = Players.in(PlayerState.PAUSED, Players.playing(chat, 5, Instant.now(), entry, waltz()));
        player.shows(Players.withQueue(new QueueStatus(1, Loop.OFF, PlayOrder.AS_QUEUED, end), paused));
        player.becomes(paused);
        telegram.member(chat, requester, "administrator");
        say(language, command);
        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void anUndoOfPausedMusicSaysHowItGoesOn() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        say("en", "/undo");
        assertThat(reply()).isEqualTo("↩️ Taken back\nI'm paused: /resume.");
    }

    // "Still paused" was said of music that goes on by itself with the next voice chat.
    @ParameterizedTest
    @CsvSource({
        "en, '↩️ Back in the queue: <b>Artist &amp; Co – Waltz</b>\nNo voice chat is on: start one and I''ll go on. 2 tracks are left.'",
        "ru, '↩️ Снова в очереди: <b>Artist &amp; Co – Waltz</b>\nГолосового чата нет: начните его, и я продолжу. Осталось: 2 трека.'"
    })
    void anUndoAfterTheVoiceChatEndedWasSaidToLeaveAPause(String language, String answer) {
        player.shows(ended(playing(5)));
        player.becomes(ended(Players.playing(chat, 5, Instant.now(), entry, waltz())));
        say(language, "/undo");
        assertThat(reply()).isEqualTo(answer);
    }

    private static PlayerView ended(PlayerView playing) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended")),
                Players.in(PlayerState.PAUSED, playing));
    }

    @ParameterizedTest
    @CsvSource({
        "en, '↩️ Back: <b>Artist &amp; Co – Nocturne</b>, paused as it was. /resume goes on.'",
        "ru, '↩️ Снова здесь: <b>Artist &amp; Co – Nocturne</b>, на паузе, как было. Продолжить — /resume.'"
    })
    void anUndoThatBringsAPauseBackSaysSoAndShowsTheCardOfItsTrack(String language, String answer) {
        player.shows(Players.playing(chat, 6, Instant.now(), waltz()));
        player.becomes(Players.in(PlayerState.PAUSED, Players.playing(chat, 7, Instant.now(), entry, waltz())));
        say(language, "/undo");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getFirst().text()).isEqualTo(answer);
        assertThat(sent().getLast().body().toString()).contains("<b>Nocturne</b>", "card:7:r");
    }

    @Test
    void aTrackIsRemovedByItsNumberOrAPartOfItsTitle() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", requester), waltz()));
        say("en", "/remove 1");
        assertThat(reply())
                .isEqualTo("🗑 Removed: <b>Artist &amp; Co – Etude</b>\n/undo within two minutes brings it back.");
        say("en", "/убрать wal");
        assertThat(reply()).startsWith("🗑 Removed: <b>Artist &amp; Co – Waltz</b>");
        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(new PlayerCommand.Remove("e2"), new PlayerCommand.Remove("e3"));
        say("en", "/remove 7");
        assertThat(reply()).isEqualTo("I don't see that track in the queue. /queue shows the numbers.");
    }

    @Test
    void aTrackIsMovedAndPlayedByItsNumber() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry, Players.entry("e2", "Etude", requester), waltz()));
        say("en", "/move 2 1");
        assertThat(reply()).isEqualTo("↕️ <b>Artist &amp; Co – Waltz</b> is number 1 now.");
        say("en", "/jump 2");
        assertThat(reply()).isEqualTo("⏭ Now: <b>Artist &amp; Co – Waltz</b>");
        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(new PlayerCommand.Move("e3", 1), new PlayerCommand.Jump("e3"));
    }

    @Test
    void theTracksOfOthersAreLeftToAdministrators() {
        QueueEntry theirs = Players.entry("e2", "Etude", STRANGER);
        player.shows(Players.playing(chat, 5, Instant.now(), entry, theirs));
        say("en", "/remove 1");
        assertThat(reply()).startsWith("This is other people's music");
        say("en", "/clear");
        assertThat(reply()).startsWith("This is other people's music");
        say("en", "/playnext nocturne");
        assertThat(reply()).endsWith("/play puts your song at the end of the queue.");
        assertThat(commands()).isEmpty();
    }

    @Test
    void anAdministratorClearsWhatTheCardDoesNotName() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.playing(chat, 5, Instant.now(), entry, waltz()));
        player.refuseNext(Failure.of(FailureCode.NO_RIGHT, "the eleventh track is another person's"));
        say("en", "/clear");
        assertThat(reply()).isEqualTo("🗑 1 track taken out of the queue. /undo within two minutes brings it back.");
        assertThat(commands()).extracting(CommandRequest::ownOnly).containsExactly(true, false);
    }

    // "This is other people's music" was said of a person's own song that an admin had stopped.
    @Test
    void anUndoOfWhatAnotherStoppedWasCalledOthersMusic() {
        player.shows(Players.idle(chat, 6, Instant.now()));
        player.refuseNext(Failure.of(FailureCode.TAKEN_BY_ANOTHER, "taken away by another person"));
        say("en", "/undo");
        assertThat(reply())
                .isEqualTo("Somebody else took that away: they, admins and DJs can bring it back with /undo.");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void anAdministratorTakesBackWhatAnotherStopped() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 6, Instant.now()));
        player.refuseNext(Failure.of(FailureCode.TAKEN_BY_ANOTHER, "taken away by another person"));
        player.becomes(playing(7));
        say("en", "/undo");
        assertThat(reply()).startsWith("↩️ Goes on");
        assertThat(commands()).extracting(CommandRequest::ownOnly).containsExactly(true, false);
    }

    @Test
    void whatNobodySeesOfTheQueueIsCheckedByThePlayer() {
        player.shows(Players.playing(chat, 5, Instant.now(), entry, waltz()));
        player.refuseNext(Failure.of(FailureCode.NO_RIGHT, "the eleventh track is another person's"));
        say("en", "/clear");
        assertThat(reply()).startsWith("This is other people's music");
        assertThat(commands()).extracting(CommandRequest::ownOnly).containsExactly(true);
    }

    @Test
    void theQueueTurnsItsPagesInPlace() {
        QueueEntry[] waiting = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> Players.entry("w" + i, "Song " + i, requester))
                .toArray(QueueEntry[]::new);
        player.shows(Players.playing(chat, 5, Instant.now(), entry, waiting));
        press(STRANGER, 77, "queue:20");
        assertThat(toast().body().has("text")).isFalse();
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .contains("21. Artist &amp; Co – Song 21")
                .doesNotContain("Song 20");
        assertThat(edits().getFirst()
                        .body()
                        .at("/reply_markup/inline_keyboard/0/0/callback_data")
                        .asString())
                .isEqualTo("queue:10");
    }

    @Test
    void theCardHasButtonsForTheLoopAndTheShuffle() {
        var repeating = Players.withQueue(new QueueStatus(0, Loop.TRACK, PlayOrder.SHUFFLED, null), playing(5));
        int card = card(repeating);
        player.shows(repeating);
        press(requester, card, "card:5:l");
        assertThat(toast().body().path("text").asString()).isEqualTo("🔂 Repeating this track");
        press(requester, card, "card:5:h");
        toast();
        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(
                        new PlayerCommand.SetLoop(Loop.QUEUE), new PlayerCommand.SetOrder(PlayOrder.AS_QUEUED));
        assertThat(sent().getLast().text()).contains("🔂 🔀");
    }

    @Test
    void theEndOfTheSleepTimerIsTold() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        publisher.publish(
                "rest:" + chat, new PlayerEvent.PlayerRested(ChatRef.of(chat), PlayerEvent.PlayerRested.Reason.SLEEP));
        assertThat(reply()).isEqualTo("😴 The music has ended, as you asked. /resume goes on where it was.");
    }

    @Test
    void musicThatNobodyListensToIsToldOf() {
        player.shows(Players.paused(null, playing(5)));
        rested("alone", PlayerEvent.PlayerRested.Reason.ALONE);
        assertThat(reply())
                .isEqualTo("⏸ Nobody is listening, so I paused. I go on when somebody joins the voice chat.");

        rested("left", PlayerEvent.PlayerRested.Reason.LEFT_ALONE);
        assertThat(reply())
                .isEqualTo("👋 Nobody came to listen, so I left the voice chat."
                        + " The queue is safe: /resume goes on where it was.");
    }

    // "Nobody is listening, so I paused" was read while the music played again.
    @Test
    void aRestThatIsOverWasToldLate() {
        player.shows(playing(5));
        rested("alone", PlayerEvent.PlayerRested.Reason.ALONE);
        rested("slept", PlayerEvent.PlayerRested.Reason.SLEEP);
        rested("left", PlayerEvent.PlayerRested.Reason.LEFT_ALONE);
        publisher.publish("ended:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        assertThat(reply()).startsWith("🏁");
    }

    @Test
    void whoPausedMusicThatHadPausedByItselfIsNotContradicted() {
        player.shows(Players.paused(new Requester(requester, "Ann"), playing(5)));
        rested("alone", PlayerEvent.PlayerRested.Reason.ALONE);
        publisher.publish("ended:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        assertThat(reply()).startsWith("🏁");
    }

    private void rested(String id, PlayerEvent.PlayerRested.Reason reason) {
        publisher.publish(id + ":" + chat, new PlayerEvent.PlayerRested(ChatRef.of(chat), reason));
    }

    @Test
    void theSleepTimerTakesMinutesAndHours() {
        assertThat(SleepCommand.parse("45")).contains(Duration.ofMinutes(45));
        assertThat(SleepCommand.parse("1h 30m")).contains(Duration.ofMinutes(90));
        assertThat(SleepCommand.parse("2ч")).contains(Duration.ofHours(2));
        assertThat(SleepCommand.parse("0")).isEmpty();
        assertThat(SleepCommand.parse("24h 1m")).isEmpty();
    }

    private QueueEntry waltz() {
        return Players.entry("e3", "Waltz", requester);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void undoDidNotNameAllThatItTakesBack(String code) {
        Language language = new Language(code);
        Failure nothing = Failure.of(FailureCode.NOTHING_TO_UNDO, "nothing");

        assertThat(TestTexts.all().plain(language, nothing))
                .contains("/skip, /voteskip, /playforce, /stop, /clear, /remove", "/jump");
        assertThat(TestTexts.all().plain(language, MusicPhrase.DESCRIBE_UNDO)).contains("/voteskip", "/playforce");
    }

    // "There is no track before this one" was said although nothing played.
    @Test
    void aTrackBeforeNoneWasCalledTheOneBeforeThis() {
        player.shows(Players.idle(chat, 6, Instant.now()));
        player.refuseNext(Failure.of(FailureCode.NOTHING_BEFORE, "none"));
        say("en", "/previous");
        assertThat(reply()).startsWith("Nothing is playing right now.");
    }

    // In a queue of one that repeats, the track after a skip and the one before it are the same.
    @ParameterizedTest
    @CsvSource({
        "en, ↩️ Goes on: <b>Artist &amp; Co – Nocturne</b>",
        "ru, ↩️ Играет дальше: <b>Artist &amp; Co – Nocturne</b>"
    })
    void anUndoneSkipOfTheOnlyTrackWasNotNamed(String language, String answer) {
        player.shows(playing(6));
        player.becomes(playing(7));
        say(language, "/undo");
        assertThat(reply()).isEqualTo(answer);
    }
}
