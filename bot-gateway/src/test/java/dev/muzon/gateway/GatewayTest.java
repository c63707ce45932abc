package dev.muzon.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FakePlayerService;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.testkit.MongoFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The whole gateway: the real client over HTTP, the real queue, the real database; each test in a chat of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GatewayTest {
    private static final String INTERNAL_TOKEN = "0123456789abcdef0123456789abcdef";
    private static final long REQUESTER = 7;
    private static final long STRANGER = 9;
    private static final AtomicLong CHATS = new AtomicLong(-1_000_000);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final FakeBotApi telegram = new FakeBotApi();
    private static final FakePlayerService player = new FakePlayerService();

    @Autowired
    private JobPublisher publisher;

    @Autowired
    private JobQueue jobs;

    @Autowired
    private JobConsumer events;

    @LocalServerPort
    private int port;

    private final long chat = CHATS.decrementAndGet();
    private final int commandsBefore = player.commands().size();
    private final QueueEntry entry = Players.entry("e1", "Nocturne", REQUESTER);

    private int seen;
    private int seenToasts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mongodb.uri", mongo::uri);
        settings.add("muzon.internal-token", () -> INTERNAL_TOKEN);
        settings.add("muzon.telegram.api-url", telegram::url);
        settings.add("muzon.telegram.token", () -> FakeBotApi.TOKEN);
        settings.add("muzon.services.voice-call-service", player::url);
        settings.add("muzon.operator.log-group", () -> "-777");
    }

    @AfterAll
    static void close() {
        telegram.close();
        player.close();
    }

    @Test
    void speaksTheLanguageOfTheFirstUserUntilToldOtherwise() {
        say("ru", "/ping");
        assertThat(reply()).contains("Понг");
        say("en", "/ping");
        assertThat(reply()).contains("Понг");
        telegram.member(chat, REQUESTER, "administrator");
        say("ru", "/lang en");
        assertThat(reply()).contains("I speak English");
        say("ru", "/lang klingon");
        assertThat(reply()).contains("English and Russian");
    }

    @Test
    void helpNamesEveryCommand() {
        say("en", "/help");
        assertThat(reply())
                .contains("/start", "/play", "/queue", "/now", "/pause", "/resume", "/skip", "/stop", "/seek")
                .contains("/volume", "/replay", "/lang", "/ping");
    }

    @Test
    void theMenuIsAnnouncedInEveryLanguage() {
        await().untilAsserted(() -> assertThat(telegram.calls("setmycommands")).hasSize(3));
    }

    @Test
    void unknownCommandsOfOthersAreLeftAlone() {
        say("en", "/weather");
        say("en", "/ping@OtherBot");
        say("en", "/weather@MuzonBot");
        assertThat(reply()).isEqualTo("I don't know /weather. /help shows what I can do.");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aWishBecomesAJobAndItsMessageTheOutcome() {
        int update = say("en", "/play  moon & <sonata>");
        assertThat(reply()).isEqualTo("🔎 Searching for <b>moon &amp; &lt;sonata&gt;</b>…");
        ClaimedJob job = claim();
        assertThat(job.id()).isEqualTo("tg:" + update);
        assertThat(job.payload()).contains("\"text\":\"moon & <sonata>\"", "\"id\":" + REQUESTER);

        publisher.publish(
                "x:" + update,
                new PlayerEvent.RequestFailed(
                        "tg:" + update, ChatRef.of(chat), Failure.user(FailureCode.NOTHING_FOUND, "no such thing")));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo("Nothing found. Try other words, or send a link.");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatStandsBehindOthersSaysWhere() {
        int update = say("ru", "/play x");
        reply();
        publisher.publish(
                "q:" + update,
                new PlayerEvent.TracksQueued(
                        "tg:" + update, ChatRef.of(chat), List.of(entry), 2, Duration.ofSeconds(200)));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .isEqualTo("➕ <b>Artist &amp; Co – Nocturne</b>\nНомер 2 в очереди, начнётся примерно через 4 мин");
    }

    @Test
    void badWishesGetASentence() {
        say("en", "/play");
        assertThat(reply()).startsWith("What shall I play?");
        say("en", "/play ???");
        assertThat(reply()).startsWith("I can't make out a name");
        say("en", "/play " + "la".repeat(500));
        assertThat(reply()).startsWith("That is too long");
        say("en", "/volume abc");
        assertThat(reply()).startsWith("Please give a number from 1 to 200");
        say("en", "/seek soon");
        assertThat(reply()).startsWith("Where to?");
        say("en", "/skip 0");
        assertThat(reply()).startsWith("How many?");
    }

    @Test
    void tooManyWishesAreSlowedDown() {
        for (int i = 0; i < 5; i++) {
            telegram.say(chat, 4711, "en", "/play x");
        }
        telegram.say(chat, 4711, "en", "/play x");
        await().untilAsserted(() -> assertThat(sent()).hasSize(6));
        assertThat(sent().getLast().text())
                .startsWith("A little slower, please")
                .contains("Try again in");
    }

    @Test
    void aTrackThatStartsTurnsItsMessageIntoTheCard() {
        int update = say("en", "/play nocturne");
        reply();
        start("tg:" + update, playing(1));
        assertThat(sent()).hasSize(1);
        assertThat(edits().getFirst().text()).contains("▶️ <b>Nocturne</b>", "3:45");
        assertThat(edits().getFirst().body().toString()).contains("card:1:p", "card:1:s", "card:1:f");
    }

    @Test
    void theRequesterMaySkipOnceAndTheSecondPressIsStale() {
        int card = card(playing(5));
        player.shows(playing(5));
        press(REQUESTER, card, "card:5:s");
        toast();
        assertThat(commands().getFirst().command()).isEqualTo(new PlayerCommand.Skip(1));
        assertThat(commands().getFirst().epoch()).isEqualTo(5);

        player.refuseNext(Failure.user(FailureCode.STALE_BUTTON, "epoch 5 is over"));
        press(REQUESTER, card, "card:5:s");
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
        press(REQUESTER, 3, "card:5:x");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
        press(REQUESTER, 3, "rm -rf /");
        assertThat(toast().body().path("text").asString()).startsWith("That button is out of date");
    }

    @Test
    void aChangeRedrawsTheCardAndTheEndTakesItsButtons() {
        int card = card(playing(5));
        publisher.publish(
                "c:" + chat,
                new PlayerEvent.PlayerChanged(ChatRef.of(chat), Players.in(PlayerState.PAUSED, playing(5))));
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Paused")));
        end("first", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith("✅ Played"));
        assertThat(edits().getLast().body().at("/reply_markup/inline_keyboard").isEmpty())
                .isTrue();
        assertThat(edits().getLast().body().path("message_id").asInt()).isEqualTo(card);
    }

    @Test
    void anEventThatIsHandledAgainSaysNothingTwice() throws InterruptedException {
        var claim = new JobConsumer.Claim("again:" + chat, 2, false);
        var started = new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5));
        var failed = new PlayerEvent.TrackEnded(
                ChatRef.of(chat), 6, Players.entry("e2", "Etude", 1), EndReason.FAILED, null);
        var left = new PlayerEvent.CallChanged(
                ChatRef.of(chat),
                PlayerEvent.CallChanged.CallState.LEFT,
                Failure.user(FailureCode.NO_VOICE_CHAT, "none"));
        for (int i = 0; i < 2; i++) {
            events.handle(started, claim);
            events.handle(failed, new JobConsumer.Claim("failed:" + chat, 1, false));
        }
        assertThat(sent()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            events.handle(left, new JobConsumer.Claim("left:" + chat, 1, false));
        }
        assertThat(sent()).hasSize(3);
        assertThat(sent().getLast().text()).contains("no voice chat here", "/resume");
    }

    @Test
    void aWishThatFailsBeforeItsFirstSoundSaysSoInItsMessage() {
        say("en", "/play nocturne");
        reply();
        end("early", EndReason.FAILED, Failure.user(FailureCode.ASSISTANT_BANNED, "banned"));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).startsWith("⚠️ Could not play").contains("unban");
        assertThat(sent()).hasSize(1);
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
    void aPlayerThatIsAwayIsSaidHonestly() {
        player.shows(playing(5));
        player.refuseNext(Failure.passing(FailureCode.PEER_UNAVAILABLE, "down"));
        say("en", "/pause");
        assertThat(reply()).isEqualTo("The player is restarting. Please try again in a moment.");
    }

    @Test
    void privateChatsAreToldWhereTheMusicIs() {
        telegram.say(555, 555, "en", "/play x");
        await().untilAsserted(() ->
                assertThat(telegram.calls(call -> call.chatId() == 555)).isNotEmpty());
        assertThat(telegram.calls(call -> call.chatId() == 555).getLast().text())
                .startsWith("Music plays in groups");
    }

    @Test
    void filesAndInvitationsAreLentToPeersOnly() {
        telegram.file("song", "sound".getBytes(StandardCharsets.UTF_8));
        RestClient peer = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
        assertThat(get(peer, "/v1/files/song", "wrong").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(get(peer, "/v1/files/song", INTERNAL_TOKEN).getBody()).isEqualTo("sound");
        ResponseEntity<String> missing = get(peer, "/v1/files/nothing", INTERNAL_TOKEN);
        assertThat(missing.getBody()).contains("source.not-found").doesNotContain(FakeBotApi.TOKEN);
        var invite = peer.post()
                .uri("/v1/chats/" + chat + "/invite-link")
                .header("Authorization", "Bearer " + INTERNAL_TOKEN)
                .retrieve()
                .toEntity(String.class);
        assertThat(invite.getBody()).contains("https://t.me/+abc");
    }

    @Test
    void theLogGroupHearsThatTheBotIsUp() {
        await().untilAsserted(() ->
                assertThat(telegram.calls(call -> call.chatId() == -777)).isNotEmpty());
    }

    private static ResponseEntity<String> get(RestClient peer, String path, String token) {
        return peer.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .retrieve()
                .toEntity(String.class);
    }

    private PlayerView playing(long epoch) {
        return Players.playing(chat, epoch, Instant.now(), entry);
    }

    private int say(String language, String text) {
        seen = sent().size();
        return telegram.say(chat, REQUESTER, language, text);
    }

    /** The answer to what was said last. */
    private String reply() {
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(seen));
        return sent().getLast().text();
    }

    private void start(String requestId, PlayerView view) {
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(requestId, ChatRef.of(chat), view));
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
    }

    /** Shows a card in a message of its own. @return the message's id, as the fake server numbers them */
    private int card(PlayerView view) {
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), view));
        await().untilAsserted(() -> assertThat(
                        mongo.database().getCollection("cards").countDocuments(new Document("_id", chat)))
                .isOne());
        return mongo.database()
                .getCollection("cards")
                .find(new Document("_id", chat))
                .first()
                .getInteger("messageId");
    }

    private void end(String job, EndReason reason, Failure failure) {
        publisher.publish(job + ":" + chat, new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, reason, failure));
    }

    private ClaimedJob claim() {
        return await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(job -> ("" + chat).equals(job.key())),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<CommandRequest> commands() {
        return player.commands().subList(commandsBefore, player.commands().size());
    }

    private void press(long user, int messageId, String data) {
        seenToasts = telegram.calls("answercallbackquery").size();
        telegram.press(chat, user, messageId, data);
    }

    /** The answer to the last press. */
    private FakeBotApi.Call toast() {
        await().untilAsserted(
                        () -> assertThat(telegram.calls("answercallbackquery")).hasSizeGreaterThan(seenToasts));
        return telegram.calls("answercallbackquery").getLast();
    }

    private List<FakeBotApi.Call> sent() {
        return telegram.calls("sendmessage").stream()
                .filter(call -> call.chatId() == chat)
                .toList();
    }

    private List<FakeBotApi.Call> edits() {
        return telegram.calls("editmessagetext").stream()
                .filter(call -> call.chatId() == chat)
                .toList();
    }
}
