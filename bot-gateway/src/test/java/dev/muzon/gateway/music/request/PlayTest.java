package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for music, from the command to the outcome. */
class PlayTest extends GatewayTest {
    /** The store's time is read again every minute. */
    private static final Duration CLOCK_DRIFT = Duration.ofMillis(100);

    @Autowired
    private JobQueue jobs;

    @Autowired
    private StoreClock storeClock;

    @Autowired
    private JsonMapper json;

    @Test
    void aRequestBecomesAJobAndItsMessageShowsTheOutcome() {
        int update = say("en", "/play  moon & <sonata>");
        assertThat(reply()).isEqualTo("🔎 Searching for <b>moon &amp; &lt;sonata&gt;</b>…");
        ClaimedJob job = claim();
        assertThat(job.id()).isEqualTo(requestId(update));
        assertThat(job.payload()).contains("\"text\":\"moon & <sonata>\"", "\"id\":" + requester);

        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        requestId(update), ChatRef.of(chat), Failure.of(FailureCode.NOTHING_FOUND, "no such thing")));
        assertThat(outcome().text())
                .isEqualTo("Nothing found. Please try other words, or send the song or a direct link to one.");
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p x", "/играй x", "/включи x", "/плей x"})
    void theNamesThatPeopleUseForPlayAreTaken(String words) {
        int update = say("ru", words);
        assertThat(reply()).isEqualTo("🔎 Ищу <b>x</b>…");
        assertThat(claim().id()).isEqualTo(requestId(update));
    }

    @Test
    void aRequestTellsWhenItsMessageArrivedByTheStoresClock() {
        Instant before = storeClock.instant();

        say("en", "/play x");

        assertThat(json.readValue(claim().payload(), ResolveTracks.class).askedAt())
                .isBetween(before.minus(CLOCK_DRIFT), storeClock.instant().plus(CLOCK_DRIFT));
    }

    @Test
    void aRequestWhoseCardNowHasShownAlreadyIsAnsweredToo() {
        int update = say("en", "/play x");
        reply();
        player.shows(playing(5));
        say("en", "/now");
        await().until(this::hasCard);

        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), playing(5)));

        await().untilAsserted(() ->
                assertThat(edits()).extracting(FakeBotApi.Call::text).anyMatch(text -> text.startsWith("🎵 <b>")));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aTrackThatHasToWaitIsAnnouncedWithItsPlace() {
        int update = say("ru", "/play x");
        reply();
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(
                        requestId(update),
                        ChatRef.of(chat),
                        List.of(entry),
                        1,
                        Duration.ofSeconds(200),
                        waiting(PlayerState.PLAYING)));
        assertThat(outcome().text())
                .isEqualTo("➕ <b>Artist &amp; Co – Nocturne</b>\nНомер 1 в очереди, начнётся примерно через 3 мин");
    }

    @ParameterizedTest
    @CsvSource({"en, 'Number 1 in the queue. I''m paused: /resume.'", "ru, 'Номер 1 в очереди. Сейчас пауза: /resume.'"
    })
    void aTrackThatWaitsBehindAPauseIsAnnouncedWithThePauseAndWithoutATime(String language, String place) {
        PlayerView paused = waiting(PlayerState.PAUSED);
        int update = say(language, "/play x");
        reply();
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(
                        requestId(update), ChatRef.of(chat), List.of(entry), 1, Duration.ofSeconds(72), paused));
        assertThat(outcome().text()).isEqualTo("➕ <b>Artist &amp; Co – Nocturne</b>\n" + place);
    }

    @Test
    void aTrackIsAnnouncedWithoutATimeBeforeAnythingIsHeard() {
        PlayerView starting = waiting(PlayerState.STARTING);
        int update = say("en", "/play x");
        reply();
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(
                        requestId(update), ChatRef.of(chat), List.of(entry), 1, Duration.ofSeconds(72), starting));
        assertThat(outcome().text()).endsWith("Number 1 in the queue");
    }

    @ParameterizedTest
    @CsvSource({
        "en, '⚠️ I can''t play yet: there is no voice chat. Start one, and I''ll go on.'",
        "ru, '⚠️ Пока не могу играть: голосовой чат не начат. Начните его, и я продолжу.'"
    })
    void aTrackThatIsQueuedDuringTroubleSaysWhatTheMusicWaitsFor(String language, String why) {
        PlayerView troubled = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                waiting(PlayerState.STARTING));
        int update = say(language, "/play x");
        reply();
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(requestId(update), ChatRef.of(chat), List.of(entry), 1, null, troubled));
        assertThat(outcome().text())
                .startsWith("➕ <b>Artist &amp; Co – Nocturne</b>")
                .endsWith("\n" + why);
    }

    /** Returns a player that plays another track, with this test's track next. */
    private PlayerView waiting(PlayerState state) {
        return Players.in(state, Players.playing(chat, 5, Instant.now(), Players.entry("e0", "Waltz", 1), entry));
    }

    @Test
    void requestsThatCannotBeReadAreAnsweredWithAdvice() {
        say("en", "/play");
        assertThat(reply()).startsWith("What shall I play?");
        say("en", "/play ???");
        assertThat(reply()).startsWith("I can't find a name");
        say("en", "/play " + "la".repeat(500));
        assertThat(reply()).startsWith("That is too long");
        player.shows(playing(5));
        say("en", "/volume abc");
        assertThat(reply()).startsWith("“abc” does not fit /volume.");
        say("en", "/seek soon");
        assertThat(reply()).startsWith("“soon” does not fit /seek.\nWhere to?");
        say("en", "/skip 0");
        assertThat(reply()).startsWith("“0” does not fit /skip.");
    }

    @Test
    void aCommandInTheCaptionOfAnAlbumAsksForAllItsSongsInTheirOrder() {
        var first = telegram.message(chat, requester, "en", "");
        first.remove(List.of("text", "entities"));
        song(first, "a").put("caption", "/play");
        first.putArray("caption_entities")
                .addObject()
                .put("type", "bot_command")
                .put("offset", 0)
                .put("length", 5);
        telegram.update("message", first.toString());
        for (String id : List.of("b", "c")) {
            var item = telegram.message(chat, requester, "en", "");
            item.remove("text");
            telegram.update("message", song(item, id).toString());
        }
        assertThat(reply()).isEqualTo("🔎 Opening the songs…");
        assertThat(claim().payload())
                .containsSubsequence("\"by\":\"telegram-files\"", "\"file-a\"", "\"file-b\"", "\"file-c\"");
    }

    @Test
    void aSongOfAnAlbumThatCameLateWasNotAskedFor() {
        player.shows(Players.idle(chat, 1, Instant.EPOCH));
        var first = telegram.message(chat, requester, "en", "");
        first.remove(List.of("text", "entities"));
        song(first, "a").put("caption", "/playforce");
        first.putArray("caption_entities")
                .addObject()
                .put("type", "bot_command")
                .put("offset", 0)
                .put("length", 10);
        telegram.update("message", first.toString());
        assertThat(claim().payload()).contains("\"by\":\"telegram-file\"", "\"file-a\"", "\"place\":\"NOW\"");

        var late = telegram.message(chat, requester, "en", "");
        late.remove("text");
        int update = telegram.update("message", song(late, "b").toString());

        ClaimedJob job = claim();
        assertThat(job.id()).isEqualTo(requestId(update));
        assertThat(job.payload())
                .contains("\"file-b\"", "\"place\":\"NEXT\"", "\"id\":" + requester)
                .doesNotContain("\"file-a\"");
    }

    @Test
    void aReplyToACardPlaysItsTrackAgain() {
        int card = card(playing(5));
        end("end", EndReason.FINISHED, null);
        int update = reply(card);
        ClaimedJob job = await().until(
                        () -> jobs.claim(Queues.PLAYER, "test", Duration.ofMinutes(1))
                                .filter(it -> it.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(job.id()).isEqualTo("enqueue:" + requestId(update));
        assertThat(job.payload()).contains("\"title\":\"Nocturne\"", "\"id\":" + requester);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'I don''t know, or no longer know, which track that message is about'",
        "ru, Не знаю или уже не помню"
    })
    void aReplyToAMessageOfTheBotThatIsNoCardSaysSo(String language, String answer) {
        telegram.say(chat, requester, language, "/ping");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        reply(7);
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith(answer);
    }

    /** Answers one of the bot's own messages with {@code /play}. Returns the update's id. */
    private int reply(int messageId) {
        ObjectNode answered = telegram.message(chat, FakeBotApi.BOT, "en", "✅ Played: Nocturne");
        answered.put("message_id", messageId);
        var command = telegram.message(chat, requester, "en", "/play");
        command.set("reply_to_message", answered);
        return telegram.update("message", command.toString());
    }

    @Test
    void aReplyToOneSongOfAnAlbumAsksForAll() {
        var item = telegram.message(chat, requester, "en", "");
        item.remove("text");
        for (String id : List.of("a", "b")) {
            telegram.update(
                    "message",
                    song(item, id).put("message_id", "ab".indexOf(id) + 1).toString());
        }
        var command = telegram.message(chat, requester, "en", "/play");
        command.set("reply_to_message", item);
        telegram.update("message", command.toString());
        assertThat(claim().payload()).containsSubsequence("\"by\":\"telegram-files\"", "\"file-a\"", "\"file-b\"");
    }

    @Test
    void anAlbumOfWhichSomeFilesCouldNotBeUsedSaysSoOnce() {
        int update = playAlbum("a", "b", "c");
        List<QueueEntry> queued = List.of(
                Players.entry(requestId(update) + "/0", "a", requester),
                Players.entry(requestId(update) + "/1", "b", requester));
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(requestId(update), ChatRef.of(chat), queued, 2, null, null));
        await().untilAsserted(() ->
                assertThat(sent()).extracting(FakeBotApi.Call::text).anyMatch(PlayTest::tellsOfLeftOutFiles));

        PlayerView first = Players.playing(chat, 1, Instant.now(), queued.getFirst());
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), first));
        await().until(this::hasCard);
        assertThat(sent())
                .extracting(FakeBotApi.Call::text)
                .filteredOn(PlayTest::tellsOfLeftOutFiles)
                .hasSize(1);
        assertThat(sent()).extracting(FakeBotApi.Call::text).anyMatch(text -> text.startsWith("⚠️ 1 of the 3 songs"));
    }

    @Test
    void anAlbumOfWhichOnlyTheSongThatPlaysCouldBeUsedSaysSo() {
        int update = playAlbum("a", "b");
        PlayerView only =
                Players.playing(chat, 1, Instant.now(), Players.entry(requestId(update) + "/0", "a", requester));
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), only));
        await().untilAsserted(() -> assertThat(sent())
                .extracting(FakeBotApi.Call::text)
                .anyMatch(text -> text.startsWith("⚠️ 1 of the 2 songs")));
    }

    @Test
    void anAlbumThatPlaysWholeSaysNothingMore() {
        int update = playAlbum("a", "b");
        PlayerView both = Players.playing(
                chat,
                1,
                Instant.now(),
                Players.entry(requestId(update) + "/0", "a", requester),
                Players.entry(requestId(update) + "/1", "b", requester));
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), both));
        await().until(this::hasCard);
        say("en", "/ping");
        await().untilAsserted(() ->
                assertThat(sent()).extracting(FakeBotApi.Call::text).anyMatch(text -> text.contains("Pong")));
        assertThat(sent()).extracting(FakeBotApi.Call::text).noneMatch(PlayTest::tellsOfLeftOutFiles);
    }

    private static boolean tellsOfLeftOutFiles(String text) {
        return text.contains("could not be used");
    }

    /**
     * Asks for an album by a reply to one of its songs, all of which arrived before.
     *
     * @return the update's id
     */
    private int playAlbum(String... songs) {
        var item = telegram.message(chat, requester, "en", "");
        item.remove("text");
        for (int i = 0; i < songs.length; i++) {
            telegram.update(
                    "message", song(item, songs[i]).put("message_id", i + 1).toString());
        }
        var command = telegram.message(chat, requester, "en", "/play");
        command.set("reply_to_message", item);
        int update = telegram.update("message", command.toString());
        claim();
        return update;
    }

    private static ObjectNode song(ObjectNode message, String id) {
        message.put("media_group_id", "13894567890123456")
                .putObject("audio")
                .put("file_id", "file-" + id)
                .put("file_unique_id", "unique-" + id)
                .put("duration", 61);
        return message;
    }

    @Test
    void tooManyRequestsAreSlowedDown() {
        for (int i = 0; i < 5; i++) {
            telegram.say(chat, 4711, "en", "/play x");
        }
        telegram.say(chat, 4711, "en", "/play x");
        await().untilAsserted(() -> assertThat(sent())
                .extracting(FakeBotApi.Call::text)
                .anyMatch(text -> text.startsWith("A little slower, please") && text.contains("Try again in")));
    }

    @Test
    void aTrackThatStartsTurnsItsMessageIntoTheCard() {
        int update = say("en", "/play nocturne");
        reply();
        start(requestId(update), playing(1));
        assertThat(sent()).hasSize(1);
        assertThat(edits().getFirst().text()).contains("▶️ <b>Nocturne</b>", "3:45");
        assertThat(edits().getFirst().body().toString()).contains("card:1:p", "card:1:s", "card:1:f");
    }

    @Test
    void aRequestThatFailsBeforeItsFirstSoundSaysSoInItsMessage() {
        int update = say("en", "/play nocturne");
        reply();
        publisher.publish(
                "early:" + chat,
                new PlayerEvent.TrackEnded(
                        ChatRef.of(chat),
                        5,
                        Players.entry(requestId(update) + "/0", "Nocturne", requester),
                        EndReason.FAILED,
                        Failure.of(FailureCode.ASSISTANT_BANNED, "banned")));
        assertThat(outcome().text()).startsWith("⚠️ Could not play").contains("Unban it");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aCardWhoseSearchingMessageWasDeletedIsSentAsANewMessage() {
        int update = say("en", "/play nocturne");
        reply();
        telegram.in(chat).refuseNext("editMessageText", 400, "Bad Request: message to edit not found");
        publisher.publish(
                "gone:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), playing(1)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
        assertThat(sent().getLast().text()).contains("▶️ <b>Nocturne</b>");
    }

    @Test
    void anOutcomeThatIsFasterThanTelegramWaitsForItsMessage() {
        CountDownLatch release = telegram.in(chat).holdNext("sendMessage");
        int update = say("en", "/play x");
        claim();
        fail("fast:" + update, update);
        release.countDown();
        assertThat(outcome().text()).startsWith("Nothing found");
        assertThat(sent()).extracting(FakeBotApi.Call::text).allMatch(text -> text.startsWith("🔎"));
    }

    @Test
    void anOutcomeAnswersTheRequestWhoseSearchingMessageWasLeftOut() {
        telegram.in(chat).floodNext("sendMessage", 1);
        int update = say("en", "/play x");
        claim();
        fail("flooded:" + update, update);
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getFirst().text()).startsWith("🔎");
        assertThat(sent().getLast().text()).startsWith("Nothing found");
        assertThat(sent().getLast().body().at("/reply_parameters/message_id").asInt())
                .isPositive();
    }

    @Test
    void aRequestWhoseMusicCannotStartSaysWhyAndKeepsTheQueue() {
        say("en", "/play nocturne");
        reply();
        publisher.publish(
                "left:" + chat,
                new PlayerEvent.CallChanged(
                        ChatRef.of(chat),
                        PlayerEvent.CallChanged.CallState.LEFT,
                        Failure.of(FailureCode.VOICE_CHAT_RIGHTS_MISSING, "no right")));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(edits()).isEmpty();
        assertThat(sent().getLast().text())
                .startsWith("⏹ I have stopped. I can't play: my assistant lacks a right in the voice chat.")
                .endsWith("The queue is kept.");
    }

    private void fail(String job, int update) {
        publisher.publish(
                job,
                new PlayerEvent.RequestFailed(
                        requestId(update), ChatRef.of(chat), Failure.of(FailureCode.NOTHING_FOUND, "no such thing")));
    }

    private void start(String requestId, PlayerView view) {
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId, ChatRef.of(chat), view));
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
    }

    private ClaimedJob claim() {
        return await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
